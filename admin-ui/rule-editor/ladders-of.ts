import type { Ladder, RuleOutcome, RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** A ladder with the rule it belongs to. */
export interface PlacedLadder {
  readonly rule: number;
  readonly ladder: Ladder;
}

export const ladderOf = ({ level, ladder }: RuleOutcome): Ladder | undefined => ladder ?? level?.ladder;

/** The ladders of a rule set, in the order of its rules. */
export const laddersOf = ({ rules }: RuleSetDefinition): readonly PlacedLadder[] =>
  rules.flatMap(({ outcome }, rule) => {
    const ladder = ladderOf(outcome);
    return ladder === undefined ? [] : [{ rule, ladder }];
  });

/** The outcome with its ladder, wherever it has one, put another way. */
export const withLadder = (outcome: RuleOutcome, ladder: Ladder): RuleOutcome =>
  outcome.ladder === undefined && outcome.level !== undefined
    ? { ...outcome, level: { ...outcome.level, ladder } }
    : { ...outcome, ladder };
