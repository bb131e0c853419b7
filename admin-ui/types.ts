import type { Finding } from '#engine/definition/catalog.ts';
import type { MemberChange } from '#engine/definition/diff.ts';
import type { GoldenResult } from '#engine/definition/golden.ts';
import type { SweepImpact } from '#engine/rule/impact.ts';
import type { DecidedOutcome, RuleTrace } from '#engine/rule/rule-set.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Person } from '../runtime-ui/answer/people.ts';

/** What the server's answers about definitions look like. */
export interface DraftSummary {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly author: Person;
  readonly base: string;
  readonly baseNumber: number;
  /** Counts the changes to the draft. */
  readonly version: number;
  readonly created: string;
  readonly modified: string;
}

export interface ChangedFile {
  readonly file: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** The text of the file before and after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly changes: readonly MemberChange[];
}

interface DraftItem extends ChangedFile {
  readonly kind: string;
  readonly key: string;
}

export interface Draft extends DraftSummary {
  /** True when another release came into force since the draft was opened. */
  readonly stale: boolean;
  readonly items: readonly DraftItem[];
}

interface ShownFinding extends Finding {
  readonly message: string;
  readonly severity?: 'error' | 'warning';
}

export interface CheckAnswer {
  readonly ok: boolean;
  readonly findings: readonly ShownFinding[];
}

export interface TestAnswer {
  readonly ok: boolean;
  readonly total: number;
  readonly failed: number;
  readonly results: readonly GoldenResult[];
}

export interface Judged {
  readonly outcomes: readonly DecidedOutcome[];
  readonly trace: readonly RuleTrace[];
}

export interface ChangedRuleSet {
  readonly key: string;
  readonly title: Title;
  readonly before: Judged | null;
  readonly after: Judged | null;
}

interface ClockSide {
  readonly due: string | null;
  readonly light: string | null;
}

export interface ChangedRecord {
  readonly record: {
    readonly _id: string;
    readonly module: string;
    /** null where the reader may not open the record. */
    readonly title: string | null;
    readonly moduleTitle: Title;
    readonly organization: string;
    readonly organizationName: string;
    readonly state: string;
    readonly stateTitle: Title | null;
  };
  readonly rulesets: readonly ChangedRuleSet[];
  readonly clocks?: readonly {
    readonly deadline: string;
    readonly title: Title;
    readonly before: ClockSide | null;
    readonly after: ClockSide | null;
  }[];
}

export interface PreviewAnswer {
  readonly examined: number;
  readonly changed: number;
  readonly changes: readonly ChangedRecord[];
  readonly moved: { readonly clocks: number; readonly lights: number };
  readonly byOrganization: readonly {
    readonly organization: string;
    readonly name: string;
    readonly changed: number;
  }[];
  /** Whom rule sets over many records would hit otherwise; with the first page only. */
  readonly sweeps: readonly SweepImpact[];
}

export interface Release {
  readonly id: string;
  readonly number: number;
  readonly parent: string | null;
  readonly author: Person;
  readonly note: string;
  readonly publishedAt: string;
  readonly current: boolean;
  /** Whether something can be read of what it meant for the subjects of rule sets. */
  readonly impact: boolean;
}

export interface AuditLine {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly actor: Person | string;
  readonly organization: string | null;
  readonly record: string | null;
  readonly version: number | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** A message between organizations that came to nothing: never answered (dead), or refused by the other side. */
export interface UndeliveredMessage {
  readonly id: string;
  readonly messageTitle: Title;
  readonly record: { readonly moduleTitle: Title; readonly id: string };
  readonly organizationName: string;
  readonly state: 'dead' | 'rejected';
  readonly why: string;
  readonly attempts: number;
  readonly created: string;
}

export interface UndeliveredPageAnswer {
  readonly total: number;
  readonly items: readonly UndeliveredMessage[];
}
