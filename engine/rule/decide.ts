import type { ReadFact } from '../condition/condition.ts';
import { operandFact } from '../condition/condition.ts';
import { operatorSemantics } from '../condition/operator/list.ts';
import type { ConditionTrace } from '../condition/trace.ts';
import { isFilled, parseValue } from '../condition/value.ts';
import { type CompiledLadder, compileLadder, type LadderTrace } from './ladder.ts';
import {
  type DecidedOutcome,
  factTypesOf,
  type Rule,
  type RuleOutcome,
  type RuleSet,
  type RuleSetOptions,
  type RuleSetResult,
} from './rule-set.ts';

/** Whether a rule set speaks at all: switched on, in this regime, on this date. */
export const applies = (ruleSet: RuleSet, options: RuleSetOptions): boolean =>
  ruleSet.enabled !== false && inRegime(ruleSet, options) && inTime(ruleSet, options);

export type Ladders = ReadonlyMap<string, CompiledLadder>;

/** The ladders of a rule set by the key of their rule. */
export const compileLadders = (ruleSet: RuleSet, options: RuleSetOptions): Ladders => {
  const types = factTypesOf(ruleSet);
  return new Map(
    ruleSet.rules.flatMap(({ key, outcome }): [string, CompiledLadder][] => {
      const ladder = outcome.ladder ?? outcome.level?.ladder;
      return ladder === undefined ? [] : [[key, compileLadder(ladder, types, options)]];
    }),
  );
};

interface Answered {
  /** One a rule in the same order; none where the rule set does not apply. */
  readonly traces: readonly ConditionTrace[];
  readonly ladders: Ladders;
  readonly semantics?: RuleSetOptions['semantics'];
}

/** The outcomes of rules whose conditions are answered; of a table where the first counts, those of the first. */
export const decide = (ruleSet: RuleSet, { traces, ladders, semantics }: Answered, read: ReadFact): RuleSetResult => {
  const outcomes: DecidedOutcome[] = [];
  let settled = false;
  const trace = ruleSet.rules.flatMap((rule, index) => {
    const condition = traces[index];
    if (!condition) return [];
    const ladder = ladders.get(rule.key)?.(read);
    const outcome = outcomeOf(ruleSet, rule, { condition, ...(ladder && { ladder }) }, read);
    if (outcome && !settled) outcomes.push(outcome);
    // An unknown rule of a table settles it too: whether a later one counts is not known.
    settled ||= ruleSet.hit === 'first' && condition.result !== false;
    return [{ rule: rule.key, result: condition.result, condition, ...(ladder && { ladder }) }];
  });
  return { outcomes, trace, operatorSemantics: versionOf(semantics) };
};

const versionOf = (semantics: RuleSetOptions['semantics']): number =>
  typeof semantics === 'object' ? semantics.version : (semantics ?? operatorSemantics);

/** Reads facts from a plain object; inherited properties are no facts. */
export const reader =
  (facts: Readonly<Record<string, unknown>>): ReadFact =>
  (fact) =>
    Object.hasOwn(facts, fact) ? facts[fact] : undefined;

const inRegime = ({ key, regimes }: RuleSet, { regime }: RuleSetOptions): boolean => {
  if (!regimes) return true;
  if (regime === undefined) throw new Error(`rule set ${key} asks for the regime of the record`);
  return regime !== null && regimes.includes(regime);
};

const inTime = ({ key, from, to }: RuleSet, { date }: RuleSetOptions): boolean => {
  if (from === undefined && to === undefined) return true;
  if (date === undefined) throw new Error(`rule set ${key} asks for a date`);
  return (from === undefined || from <= date) && (to === undefined || date <= to);
};

interface Judged {
  readonly condition: ConditionTrace;
  readonly ladder?: LadderTrace;
}

/** What a rule whose condition is answered has for an outcome, if any. */
export const outcomeOf = (
  ruleSet: RuleSet,
  rule: Rule,
  { condition, ladder }: Judged,
  read: ReadFact,
): DecidedOutcome | undefined => {
  if (condition.result === false) return undefined;
  const set = rule.outcome.type === 'set' ? assignment(ruleSet, rule.outcome, read) : undefined;
  const lacks = (rule.outcome.type === 'set' && !set) || ladder?.known === false;
  const unknown = condition.result === null || lacks;
  const type = unknown ? (rule.unknown ?? 'task') : rule.outcome.type;
  if (type === 'ignore' || (type === 'create' && ladder?.level === null)) return undefined;
  const { message, basis } = rule.outcome;
  return {
    rule: rule.key,
    type,
    ...(message && { message }),
    ...(basis !== undefined && { basis }),
    ...(set && !unknown && { set }),
    ...(ladder && !unknown && { level: ladder.level }),
    unknown,
  };
};

// A value taken from a missing fact is not known, so nothing is set.
const assignment = ({ facts }: RuleSet, { field, value }: RuleOutcome, read: ReadFact): DecidedOutcome['set'] => {
  if (field === undefined) return undefined;
  const fact = operandFact(value);
  if (fact === undefined) return { field, value };
  const type = facts[fact]?.type;
  const actual = read(fact);
  return type && isFilled(parseValue(type, actual)) ? { field, value: actual } : undefined;
};
