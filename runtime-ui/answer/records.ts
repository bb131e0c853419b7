import type { CountedList } from '#engine/rule/counted.ts';
import type { ExplainedSection } from '#engine/rule/explain-decision.ts';
import type { FieldType, Title } from '#engine/schema/types.gen.ts';
import type { Person } from './people.ts';

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
    /** Told where who made the record may not read it. */
    readonly readable?: false;
    readonly ownerName?: string;
    readonly organizationName?: string;
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
  /** The version of the record it stands for; null where it made none. */
  readonly version: number | null;
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
  readonly releaseNumber: number | null;
  readonly hash: string;
  readonly counted: readonly CountedList[];
  readonly action: string | null;
  readonly lawDate: string | null;
  /** In sentences, by the language of the interface. */
  readonly explained: Readonly<Record<'zh' | 'en', readonly ExplainedSection[]>>;
  readonly trace: unknown;
  readonly outcome: unknown;
  readonly at: string;
}

/** The scan of a signed paper, a file of the record. */
export interface PaperScan {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly by: Person;
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
  /** The number of the paper issued in its place. */
  readonly supersededBy?: string | null;
  readonly error: string | null;
  readonly verify: string | null;
  readonly created_at: string;
  readonly pdf: string | null;
  readonly scans: readonly PaperScan[];
}

export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly field: string;
  /** Of the field it belongs to; null for the record as a whole. */
  readonly fieldTitle: Title | null;
  readonly hash: string;
  readonly at: string;
  readonly by: Person;
  readonly size: number;
  readonly type: string;
  /** Whether there is a small picture of it. */
  readonly pictured: boolean;
}
