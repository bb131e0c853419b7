import type { CountedList } from '#engine/rule/counted.ts';
import type { ExplainedSection } from '#engine/rule/explain-decision.ts';
import type { ChangeCounts, SubjectChange } from '#engine/rule/impact.ts';
import type { FieldType, Title } from '#engine/schema/types.gen.ts';

interface RuleFact {
  readonly type: FieldType;
  readonly title: Title | null;
  readonly codes: string | null;
  /** The key of the subject it holds. */
  readonly group: string | null;
  readonly measured: boolean;
}

export interface ParameterRow {
  readonly when: Readonly<Record<string, string>>;
  readonly title: Title;
  readonly value: unknown;
}

/** A value that a rule set reads of a record it is asked for. */
export interface EachField {
  readonly path: string;
  readonly type: FieldType;
  readonly title: Title;
  readonly codes: string | null;
  readonly value: unknown;
}

export interface RuleParameter {
  readonly key: string;
  readonly title: Title;
  readonly type: string;
  readonly unit: string | null;
  readonly codes: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** False where it is a table of values that one value would not replace. */
  readonly single: boolean;
  readonly table: readonly ParameterRow[];
  readonly value: unknown;
  readonly from: string | null;
  readonly basis: string | null;
}

/** A rule set over many records. */
export interface Rule {
  readonly key: string;
  readonly title: Title;
  readonly module: string;
  readonly moduleTitle: Title;
  readonly keys: readonly string[];
  /** The module whose records it is asked for, one after the other. */
  readonly each: string | null;
  readonly trigger: { readonly demand: boolean; readonly daily: string | null };
  readonly facts: Readonly<Record<string, RuleFact>>;
  readonly levels: Readonly<Record<string, Title | null>>;
  readonly rules: Readonly<Record<string, Title | null>>;
  readonly parameters: readonly RuleParameter[];
  /** The records it is asked for, as far as the reader may read them. */
  readonly records: readonly { readonly id: string; readonly title: string; readonly fields: readonly EachField[] }[];
  readonly mayRun: boolean;
}

export interface Trial {
  readonly asOf: string;
  readonly examined: number;
  readonly counts: ChangeCounts;
  readonly byOrganization: readonly (ChangeCounts & { readonly organization: string })[];
  readonly changes: readonly SubjectChange[];
  readonly truncated: boolean;
}

export interface RuleRun {
  readonly id: string;
  readonly state: string;
  readonly cause: string;
  readonly asOf: string;
  readonly subjects: number;
  readonly hits: number;
  readonly created: number;
  readonly changed: number;
  readonly lapsed: number;
  readonly error: Title | string | null;
  /** While it runs. */
  readonly percent: number | null;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface RuleRuns {
  readonly switch: { readonly state: string; readonly failures: number; readonly reason: Title | string | null };
  readonly runs: readonly RuleRun[];
}

/** What a rule set says today of the subject a record stands for. */
export interface RecordStanding {
  readonly ruleset: string;
  readonly title: Title;
  readonly asOf: string;
  readonly each: string | null;
  readonly facts: readonly {
    readonly name: string;
    readonly title: Title | null;
    readonly type: FieldType;
    readonly codes: string | null;
    readonly value: unknown;
  }[];
  readonly outcomes: readonly {
    readonly rule: string;
    readonly unknown: boolean;
    readonly title: Title | null;
    readonly basis?: string;
  }[];
  readonly explained: Readonly<Record<'zh' | 'en', readonly ExplainedSection[]>>;
  readonly counted: readonly CountedList[];
}
