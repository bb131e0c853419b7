import { compileParsed, type FactPlaces, recordParser } from '../condition/compile-parsed.ts';
import { compileRuleSet } from './compile.ts';
import { applies, compileLadders, outcomeOf, reader } from './decide.ts';
import { type DecidedOutcome, factTypesOf, type RuleSet, type RuleSetOptions } from './rule-set.ts';

export type CompiledJudge = (
  facts: Readonly<Record<string, unknown>>,
  options?: Pick<RuleSetOptions, 'regime' | 'date'>,
) => readonly DecidedOutcome[];

/** The outcomes that compileRuleSet gives, without the trace of how they came about: most are only compared. */
export const compileJudge = (
  ruleSet: RuleSet,
  options: Pick<RuleSetOptions, 'tree' | 'semantics'> = {},
): CompiledJudge => {
  if (ruleSet.rules.some((rule) => 'rows' in rule && rule.rows !== undefined)) {
    const whole = compileRuleSet(ruleSet, options);
    return (facts, when) => whole(facts, when).outcomes;
  }
  const types = factTypesOf(ruleSet);
  const places: FactPlaces = new Map();
  const conditions = ruleSet.rules.map((rule) => ({
    rule,
    condition: compileParsed(rule.when, types, places, options),
  }));
  const parse = recordParser(places, types);
  const ladders = compileLadders(ruleSet, options);
  return (facts, when = {}) => {
    if (!applies(ruleSet, when)) return [];
    const read = reader(facts);
    const record = parse(read);
    const outcomes: DecidedOutcome[] = [];
    for (const { rule, condition } of conditions) {
      const result = condition(record);
      // A rule whose condition is false has no part in it, and of most records no rule says anything.
      if (result === false) continue;
      const ladder = ladders.get(rule.key)?.(read);
      const outcome = outcomeOf(
        ruleSet,
        rule,
        { condition: { operator: 'all', result }, ...(ladder && { ladder }) },
        read,
      );
      if (outcome !== undefined) outcomes.push(outcome);
      // A rule that holds or is unknown settles a table of which the first counts.
      if (ruleSet.hit === 'first') break;
    }
    return outcomes;
  };
};
