import type { FormDefinition } from '#engine/form/form.ts';
import type { FieldType, Title } from '#engine/schema/types.gen.ts';

export interface MenuModule {
  readonly key: string;
  readonly title: Title;
  readonly menu: { readonly group: Title; readonly order: number } | null;
  readonly parent: string | null;
  /** `record`: the module whose records they show, itself or a child. */
  readonly views: readonly { readonly key: string; readonly title: Title; readonly record: string }[];
  readonly operations: readonly string[];
}

export interface Column {
  readonly field: string;
  readonly type: FieldType;
  readonly title: Title | null;
  readonly codes: string | null;
}

interface DescribedState {
  readonly title: Title;
  readonly class: string;
  readonly stage: string | null;
  readonly documents: readonly string[];
  /** Actions that can lead out of it, or are done in it. */
  readonly actions: readonly string[];
}

/** A list with a purpose: in place of the module's own columns, conditions and order. */
export interface DescribedView {
  readonly key: string;
  readonly title: Title;
  readonly help: Title | null;
  readonly columns: readonly Column[];
  readonly query: readonly Column[];
  readonly sort: string;
  readonly actions: readonly string[];
  readonly create: boolean;
  /** Stands beside the module's other lists instead of in the menu. */
  readonly tab: boolean;
}

export interface DescribedDocument {
  readonly key: string;
  readonly title: Title;
  readonly stage: string | null;
  readonly form: string | null;
  readonly subject: string | null;
  readonly served: boolean;
  /** Who signs the paper by hand; null where nobody does. */
  readonly signing: Title | null;
}

export interface Described {
  readonly key: string;
  readonly title: Title;
  readonly help: Title | null;
  readonly parent: { readonly module: string; readonly states?: readonly string[] } | null;
  readonly createForm: string;
  readonly mayCreate: boolean;
  readonly operations: readonly string[];
  /** Keys of the imports this person may use for it. */
  readonly imports: readonly string[];
  readonly columns: readonly Column[];
  readonly query: readonly Column[];
  readonly summary: readonly Column[];
  readonly sort: string;
  readonly views: readonly DescribedView[];
  readonly fields: readonly (Column & { readonly form: string | null })[];
  readonly forms: Readonly<Record<string, FormDefinition>>;
  /** The stage each form is filled in at, where the server says so. */
  readonly formStages?: Readonly<Record<string, string | null>>;
  /** The forms this person may edit now; only in the description of one record. */
  readonly editable?: readonly string[];
  readonly deletable?: boolean;
  readonly stages: readonly { readonly key: string; readonly title: Title }[];
  readonly states: Readonly<Record<string, DescribedState>>;
  readonly actions: Readonly<
    Record<string, { readonly title: Title; readonly form: string | null; readonly corrects?: boolean }>
  >;
  readonly documents: readonly DescribedDocument[];
  readonly dossiers: readonly { readonly key: string; readonly title: Title }[];
  readonly exchanges: readonly { readonly key: string; readonly title: Title; readonly asks: boolean }[];
  /** What rule sets say of the subject a record stands for. */
  /** Whether the module looks for records that may be about the same. */
  readonly duplicates: boolean;
  readonly standings: readonly { readonly key: string; readonly title: Title }[];
  readonly children: readonly {
    readonly key: string;
    readonly title?: Title;
    readonly parent?: { readonly states?: readonly string[] };
  }[];
}

export interface Codes {
  readonly key: string;
  readonly title: Title;
  readonly items: readonly {
    readonly code: string;
    readonly title: Title;
    readonly parent?: string;
    /** `color`: of the chip a value is shown as. */
    readonly ext?: Readonly<Record<string, unknown>>;
    readonly from?: string;
    readonly to?: string;
  }[];
}
