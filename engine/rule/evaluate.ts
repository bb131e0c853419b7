import { applies, compileLadders, decide, reader } from './decide.ts';
import { askJsonRulesEngine } from './json-rules-engine.ts';
import { conditionOf } from './row-conditions.ts';
import { factTypesOf, type RuleSet, type RuleSetOptions, type RuleSetResult } from './rule-set.ts';

/**
 * Decides all rules for one record through json-rules-engine, with the trace of every condition. `facts` holds the raw
 * values by name; one that is absent is missing. Outcomes are in the order of the rules.
 * @throws Error for a rule set that its check would refuse, or without the regime or date it asks for.
 */
export const evaluateRuleSet = async (
  ruleSet: RuleSet,
  facts: Readonly<Record<string, unknown>>,
  options: RuleSetOptions = {},
): Promise<RuleSetResult> => {
  const read = reader(facts);
  const { semantics } = options;
  const known = { ladders: compileLadders(ruleSet, options), ...(semantics !== undefined && { semantics }) };
  if (!applies(ruleSet, options)) return decide(ruleSet, { ...known, traces: [] }, read);
  const types = factTypesOf(ruleSet);
  const conditions = ruleSet.rules.map((rule) => conditionOf(rule, types, facts));
  const traces = await askJsonRulesEngine(conditions, types, read, options);
  return decide(ruleSet, { ...known, traces }, read);
};
