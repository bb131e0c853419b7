import type { Title } from '../schema/types.gen.ts';
import type { CountedLink, CountedList } from './counted.ts';
import type { RuleTrace } from './rule-set.ts';
import type { Standing, StandingChange } from './standing.ts';

/** A subject under one set of definitions. */
export interface SubjectSide extends Standing {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly trace: readonly RuleTrace[];
  /** Ids of the records counted. */
  readonly records: readonly string[];
}

/** The side of a subject on which no rule hits it. */
export type MissedSide = Pick<SubjectSide, 'facts' | 'trace' | 'records'>;

type Group = Readonly<Record<string, string | null>>;

/** One subject under both sets of definitions. */
export interface SubjectChange {
  readonly change: StandingChange;
  readonly group: Group;
  /** The record the rule set is asked for; null where it is asked for none. */
  readonly each: string | null;
  readonly organization: string;
  readonly before: SubjectSide | null;
  readonly after: SubjectSide | null;
  /** The side on which no rule hits it, as far as it was stored. */
  readonly other?: MissedSide;
}

export type ChangeCounts = Readonly<Record<StandingChange, number>>;

/** Tasks of one kind that would be opened. */
export interface TasksToCome {
  readonly title: Title;
  readonly count: number;
}

/** What a draft would change for the subjects of one rule set. */
export interface ImpactSummary {
  readonly ruleset: string;
  readonly title: Title;
  readonly asOf: string;
  readonly examined: number;
  readonly counts: ChangeCounts;
  readonly byOrganization: readonly (ChangeCounts & { readonly organization: string; readonly name: string })[];
  /** Tasks that would be opened for those who enter. */
  readonly tasks: number;
  readonly tasksBy?: readonly TasksToCome[];
}

/** As it was just computed. */
export interface SweepImpact extends ImpactSummary {
  readonly id: string;
  /** When it was computed. */
  readonly at: string;
  /** The first of those who move. */
  readonly changes: readonly SubjectChange[];
  /** True when not all changes are in the list; the stored one has them. */
  readonly truncated: boolean;
}

/** A subject that stands otherwise than was foreseen. */
export interface Deviation {
  readonly group: Group;
  readonly each: string | null;
  readonly foreseen: Standing | null;
  readonly real: Standing | null;
}

/** Some subjects, counted, of which the first are named with the records made about them. */
export interface DeviatingSubjects {
  readonly count: number;
  readonly subjects: readonly (Deviation & { readonly records: readonly CountedLink[] })[];
}

/** What came, held against what was foreseen. */
export interface ImpactOutcome {
  /** Subjects hit by the one or the other. */
  readonly compared: number;
  readonly equal: number;
  /** False when the run was as of another day than the preview. */
  readonly sameDay: boolean;
  /** What they are counted from has changed since the preview. */
  readonly changedSince: DeviatingSubjects;
  /** Nothing they are counted from has changed: there should be none. */
  readonly deviating: DeviatingSubjects;
}

/** A stored impact, and how it came out. */
export interface StoredImpact extends ImpactSummary {
  readonly id: string;
  readonly draft: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  /** False when the draft or the definitions in force have changed since. */
  readonly current: boolean;
  /** The release that came of the draft. */
  readonly release: string | null;
  readonly run: {
    readonly id: string;
    readonly state: string;
    readonly error: Title | string | null;
    readonly percent: number | null;
  } | null;
  readonly compared: ImpactOutcome | null;
}

/** A page of the subjects of an impact; `line` is what one of them is asked for by. */
export interface ImpactPage {
  readonly ruleset: string;
  readonly total: number;
  readonly subjects: readonly (SubjectChange & { readonly line: number })[];
}

/** A subject with both sides, and the ways to what it was decided from and what was made of it. */
export interface ImpactSubject extends Omit<SubjectChange, 'other'> {
  readonly line: number;
  /** null where both sides are hit, or the definitions of that side are no longer to be had. */
  readonly other: MissedSide | null;
  /** stored: as found then; same: asked now, of the same data; changed: asked now, and the data are others. */
  readonly otherFrom: 'stored' | 'same' | 'changed' | null;
  readonly counted: readonly CountedList[];
  /** Records that rules made about this subject. */
  readonly records: readonly CountedLink[];
}
