import type { RuleSetResult } from './rule-set.ts';

/** Where a subject stands by one decision: which rules hit it, and on which level. */
export interface Standing {
  readonly rules: readonly string[];
  readonly level: string | null;
}

/** undefined where no rule says anything that is known. */
export const standingOf = ({ outcomes }: Pick<RuleSetResult, 'outcomes'>): Standing | undefined => {
  const known = outcomes.filter(({ unknown }) => !unknown);
  if (known.length === 0) return undefined;
  const level = known.find((outcome) => outcome.level !== undefined)?.level ?? null;
  return { rules: known.map(({ rule }) => rule), level };
};

export type StandingChange = 'enters' | 'leaves' | 'level' | 'stays';

/** What a change makes of a subject; undefined for one that is hit neither way. */
export const standingChange = (
  before: Standing | undefined,
  after: Standing | undefined,
): StandingChange | undefined => {
  if (before === undefined) return after === undefined ? undefined : 'enters';
  if (after === undefined) return 'leaves';
  return before.level === after.level ? 'stays' : 'level';
};
