import { compileCondition } from '../condition/compile.ts';
import { compileTrace } from '../condition/trace.ts';
import { applies, compileLadders, decide, reader } from './decide.ts';
import { preparedRows } from './row-conditions.ts';
import { factTypesOf, type RuleSet, type RuleSetOptions, type RuleSetResult } from './rule-set.ts';

/** Decides one record; the same result as evaluateRuleSet. */
export type CompiledRuleSet = (
  facts: Readonly<Record<string, unknown>>,
  options?: Pick<RuleSetOptions, 'regime' | 'date'>,
) => RuleSetResult;

/**
 * The rule set as closures, for batches: compile once, decide many records.
 * @throws Error for a rule set that its check would refuse.
 */
export const compileRuleSet = (
  ruleSet: RuleSet,
  options: Pick<RuleSetOptions, 'tree' | 'semantics'> = {},
): CompiledRuleSet => {
  const types = factTypesOf(ruleSet);
  const traces = ruleSet.rules.map((rule) => preparedRows(rule, types, (when) => compileTrace(when, types, options)));
  const ladders = compileLadders(ruleSet, options);
  return (facts, when = {}) => {
    const read = reader(facts);
    const answered = applies(ruleSet, when) ? traces.map((trace) => trace(facts)(read)) : [];
    return decide(ruleSet, { ...options, traces: answered, ladders }, read);
  };
};

/** Whether any rule may have an outcome: true, or unknown where that matters. Much cheaper than deciding. */
export const compileScreen = (
  ruleSet: RuleSet,
  options: Pick<RuleSetOptions, 'tree' | 'semantics'> = {},
): ((facts: Readonly<Record<string, unknown>>) => boolean) => {
  const types = factTypesOf(ruleSet);
  const conditions = ruleSet.rules.map((rule) =>
    preparedRows(rule, types, (when) => compileCondition(when, types, options)),
  );
  return (facts) => {
    const read = reader(facts);
    return conditions.some((condition, index) => {
      const result = condition(facts)(read);
      return result === true || (result === null && ruleSet.rules[index]?.unknown !== 'ignore');
    });
  };
};

/** evaluateRuleSet without the wait, for one record. */
export const evaluateRuleSetFast = (
  ruleSet: RuleSet,
  facts: Readonly<Record<string, unknown>>,
  options: RuleSetOptions = {},
): RuleSetResult => compileRuleSet(ruleSet, options)(facts, options);
