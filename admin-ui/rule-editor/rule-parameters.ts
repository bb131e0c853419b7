import { operandFact } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ConditionJson, FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { mapLeaves } from '../condition-editor/condition-shape.ts';
import { type OperandWays, parameterFactType } from '../condition-editor/operand-ways.ts';
import { freeKey } from '../field/key-fault.ts';

/** How a parameter is written in a condition until the rule set has a fact of it. */
const mark = 'parameter ';

/** Parameters stand in conditions of a rule set as facts; one that is chosen anew is written with a mark. */
export const ruleParameter = (ruleSet: RuleSetDefinition): NonNullable<OperandWays['parameter']> => ({
  write: (key) => ({ fact: factOf(ruleSet, key) ?? `${mark}${key}` }),
  read: (value) => {
    const fact = operandFact(value);
    if (fact?.startsWith(mark)) return fact.slice(mark.length);
    return fact === undefined ? undefined : ruleSet.facts[fact]?.parameter;
  },
});

const factOf = ({ facts }: RuleSetDefinition, parameter: string): string | undefined =>
  Object.entries(facts).find(([, fact]) => fact.parameter === parameter)?.[0];

/** The fact that a parameter becomes: as of the day a sweep is made for, else of today; dimensions are left to be filled. */
export const parameterFact = (catalog: Catalog, ruleSet: RuleSetDefinition, key: string): FactDeclaration => {
  const parameter = catalog.definitions.parameter.get(key);
  return {
    type: parameterFactType(parameter?.type ?? 'integer'),
    parameter: key,
    at: ruleSet.subject === undefined ? '$today' : '$asOf',
    ...(parameter && { title: parameter.title }),
    ...(parameter?.codes !== undefined && { codes: parameter.codes }),
  };
};

/** A name for the fact of a parameter: the last words of its key, joined. */
const nameOf = (key: string): string =>
  key
    .split('-')
    .map((part, index) => (index === 0 ? part : `${part.charAt(0).toUpperCase()}${part.slice(1)}`))
    .join('');

/** The rule set with a condition in it whose marked parameters have become facts. */
export const settleParameters = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  condition: ConditionJson,
): { readonly facts: RuleSetDefinition['facts']; readonly condition: ConditionJson } => {
  const facts = { ...ruleSet.facts };
  const settled = mapLeaves(condition, (leaf) => {
    const name = operandFact(leaf.value);
    if (!name?.startsWith(mark)) return leaf;
    const key = name.slice(mark.length);
    const fact = factOf({ ...ruleSet, facts }, key) ?? freeKey(nameOf(key), Object.keys(facts));
    facts[fact] ??= parameterFact(catalog, ruleSet, key);
    return { ...leaf, value: { fact } };
  });
  return { facts, condition: settled };
};

/** The parameters a condition compares with, each once. */
export const parametersIn = (ruleSet: RuleSetDefinition, condition: ConditionJson): string[] => {
  const found = new Set<string>();
  mapLeaves(condition, (leaf) => {
    for (const name of [leaf.fact, operandFact(leaf.value)]) {
      const key = ruleSet.facts[name ?? '']?.parameter;
      if (key !== undefined) found.add(key);
    }
    return leaf;
  });
  return [...found];
};
