import type { FormDefinition } from '#engine/form/form.ts';
import type { Issue } from '#engine/issue.ts';
import type { FieldType, Title } from '#engine/schema/types.gen.ts';

/** What the server's answers look like: the shapes of the HTTP contract as far as these screens use them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Me {
  readonly account: Person;
  readonly organization: { readonly id: string; readonly name: string; readonly level: string };
  readonly roles: readonly string[];
  readonly roleTitles: readonly Title[];
  readonly posts: readonly { readonly organization: string; readonly post: string; readonly title: Title }[];
  readonly system: readonly string[];
  readonly demo: boolean;
  readonly clock: string | null;
  readonly now: string;
}

export interface DemoUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string; readonly levelTitle: Title };
  readonly posts: readonly Title[];
  readonly roles: readonly Title[];
}

export interface MenuModule {
  readonly key: string;
  readonly title: Title;
  readonly menu: { readonly group: Title; readonly order: number } | null;
  readonly parent: string | null;
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
}

export interface DescribedDocument {
  readonly key: string;
  readonly title: Title;
  readonly stage: string | null;
  readonly form: string | null;
  readonly subject: string | null;
  readonly served: boolean;
}

export interface Described {
  readonly key: string;
  readonly title: Title;
  readonly help: Title | null;
  readonly parent: { readonly module: string; readonly states?: readonly string[] } | null;
  readonly createForm: string;
  readonly mayCreate: boolean;
  readonly operations: readonly string[];
  readonly columns: readonly Column[];
  readonly query: readonly Column[];
  readonly summary: readonly Column[];
  readonly sort: string;
  readonly fields: readonly (Column & { readonly form: string | null })[];
  readonly forms: Readonly<Record<string, FormDefinition>>;
  /** The stage each form is filled in at, where the server says so. */
  readonly formStages?: Readonly<Record<string, string | null>>;
  /** The forms this person may edit now; only in the description of one record. */
  readonly editable?: readonly string[];
  readonly deletable?: boolean;
  readonly stages: readonly { readonly key: string; readonly title: Title }[];
  readonly states: Readonly<Record<string, DescribedState>>;
  readonly actions: Readonly<Record<string, { readonly title: Title; readonly form: string | null }>>;
  readonly documents: readonly DescribedDocument[];
  readonly children: readonly {
    readonly key: string;
    readonly title?: Title;
    readonly parent?: { readonly states?: readonly string[] };
  }[];
}

export type Data = Readonly<Record<string, unknown>>;

export interface StoredRecord {
  readonly _id: string;
  readonly form: string;
  readonly owner: string;
  readonly organization: string;
  readonly state: string;
  readonly version: number;
  readonly created: string;
  readonly modified: string;
  readonly data: Data;
  readonly metadata: {
    readonly title: string;
    readonly module: string;
    readonly stateTitle: Title;
    readonly stateClass: string;
    readonly stage: string | null;
    readonly regime: string;
    readonly due: string | null;
    readonly light?: string | null;
    readonly parent: string | null;
    readonly root: string;
    readonly familyVersion?: number;
    readonly ownerName?: string;
    readonly organizationName?: string;
  };
}

export interface Said extends Issue {
  readonly message: string;
}

export interface ApprovalChoice {
  readonly step: string | { readonly key: string; readonly title: Title };
  readonly results: readonly { readonly key: string; readonly title?: Title; readonly opinionRequired?: boolean }[];
  readonly returnTo: readonly { readonly key: string; readonly title: Title }[];
  readonly toAuthor?: boolean;
  readonly skippable?: readonly { readonly key: string; readonly title: Title }[];
}

export interface Action {
  readonly key: string;
  readonly title: Title;
  readonly allowed: boolean;
  readonly reasons: readonly Said[];
  readonly form?: string | null;
  readonly approval?: ApprovalChoice | null;
  readonly danger?: boolean;
  readonly help?: Title | null;
}

export interface Task {
  readonly id: string;
  readonly title: Title;
  readonly state: string;
  readonly action: string | null;
  readonly due: string | null;
  readonly light?: string | null;
  readonly created: string;
  readonly done: string | null;
  readonly claimedBy: string | null;
  /** False where the task is asked of one person by name. */
  readonly claimable?: boolean;
  readonly record: {
    readonly _id: string;
    readonly module: string;
    readonly title: string;
    readonly organization: string;
    readonly stateTitle: Title;
  };
}

export interface Entry {
  readonly id: string;
  readonly form: string;
  readonly title: Title;
  readonly round: number;
  readonly subject: string | null;
  readonly state: string;
  readonly by: Person;
  readonly at: string;
  readonly frozen: string | null;
  readonly data: Data;
}

export interface LoggedEvent {
  readonly id: string;
  readonly record: string;
  readonly module: string | null;
  /** Of the record it happened to. */
  readonly title: string | null;
  readonly type: string;
  readonly at: string;
  readonly actor: Person;
  readonly onBehalfOf: Person | null;
  readonly data: Data | null;
}

export interface Clock {
  readonly id: string;
  readonly deadline: string;
  readonly title: Title;
  readonly basis: unknown;
  readonly round: number;
  readonly start: string;
  readonly due: string | null;
  readonly state: string;
  readonly light?: string | null;
  readonly provisional: boolean;
  readonly length: number;
  readonly unit: string;
  readonly roll: string | null;
  readonly computation: unknown;
  readonly ended: string | null;
  readonly pauses: readonly { readonly from: string; readonly to: string | null; readonly reason: string }[];
}

export interface Decision {
  readonly id: string;
  readonly ruleset: string;
  readonly title: Title;
  readonly facts: Readonly<
    Record<string, { readonly type: FieldType; readonly title?: Title; readonly codes?: string }>
  >;
  readonly rules: Readonly<Record<string, Title | null>>;
  readonly release: string;
  readonly action: string | null;
  readonly lawDate: string | null;
  readonly inputs: Data;
  readonly trace: unknown;
  readonly outcome: unknown;
  readonly at: string;
}

export interface PaperDocument {
  readonly id: string;
  readonly record_id: string;
  readonly document: string;
  readonly subject_id: string | null;
  readonly state: 'draft' | 'numbered' | 'rendering' | 'issued' | 'voided';
  readonly title: string;
  readonly number: string | null;
  readonly pages: number | null;
  readonly issued_at: string | null;
  readonly served_at: string | null;
  readonly void_reason: string | null;
  readonly error: string | null;
  readonly verify: string | null;
  readonly created_at: string;
  readonly pdf: string | null;
}

export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly field: string;
  readonly hash: string;
  readonly at: string;
  readonly by: Person;
  readonly size: number;
  readonly type: string;
}

export interface ApprovalRun {
  readonly id: string;
  readonly action: string;
  readonly title: Title;
  readonly round: number;
  readonly state: string;
  readonly result: string | null;
  readonly started: string;
  readonly ended: string | null;
  readonly steps: readonly {
    readonly id: string;
    readonly step: string;
    readonly title: Title;
    readonly state: string;
    readonly account: Person | null;
    readonly on_behalf_of: Person | null;
    readonly result: string | null;
    readonly opinion: string | null;
    readonly at: string | null;
  }[];
}

export interface Codes {
  readonly key: string;
  readonly title: Title;
  readonly items: readonly {
    readonly code: string;
    readonly title: Title;
    readonly parent?: string;
    readonly from?: string;
    readonly to?: string;
  }[];
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

export interface Account extends Person {
  readonly organization: string;
  readonly posts: readonly { readonly key: string; readonly title: Title }[];
}
