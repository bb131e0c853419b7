import { compileParsed, type FactPlaces, recordParser } from '../condition/compile-parsed.ts';
import type { Truth } from '../condition/condition.ts';
import { compileRuleSet } from './compile.ts';
import { applies, compileLadders, decide, reader } from './decide.ts';
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
  const conditions = ruleSet.rules.map(({ when }) => compileParsed(when, types, places, options));
  const parse = recordParser(places, types);
  const ladders = compileLadders(ruleSet, options);
  return (facts, when = {}) => {
    if (!applies(ruleSet, when)) return [];
    const read = reader(facts);
    const record = parse(read);
    const answers: Truth[] = [];
    let silent = true;
    for (const condition of conditions) {
      const answer = condition(record);
      if (answer !== false) silent = false;
      answers.push(answer);
    }
    // Of most records no rule says anything.
    if (silent) return [];
    const traces = answers.map((result) => ({ operator: 'all', result }));
    return decide(ruleSet, { ...options, traces, ladders }, read).outcomes;
  };
};
