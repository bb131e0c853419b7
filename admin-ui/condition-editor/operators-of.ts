import type { FactType } from '#engine/condition/condition.ts';
import { operators } from '#engine/condition/operator/list.ts';
import type { Operator } from '#engine/condition/operator/operator.ts';
import type { Leaf } from './condition-shape.ts';
import type { FactChoice } from './fact-choice.ts';
import { firstValue } from './operand-ways.ts';

export const operatorsFor = (type: FactType): readonly Operator[] =>
  [...operators.values()].filter(({ types }) => types.includes(type));

const leafWith = (fact: string, operator: string, value: unknown): Leaf => ({
  fact,
  operator,
  ...(value !== undefined && { value }),
});

/** A comparison of a fact that was just chosen: with the first operator of its type, or the one before where it fits. */
export const leafFor = (fact: FactChoice, before?: Leaf): Leaf => {
  const possible = operatorsFor(fact.type);
  const operator = possible.find(({ key }) => key === before?.operator) ?? possible[0];
  if (operator === undefined) return { fact: fact.name, operator: 'exists' };
  return leafWith(fact.name, operator.key, firstValue(operator, fact.type));
};

/** The comparison by another operator; what stood on the right stays where it has the same shape. */
export const leafBy = (leaf: Leaf, fact: FactChoice, key: string): Leaf => {
  const [old, next] = [operators.get(leaf.operator), operators.get(key)];
  if (next === undefined) return leaf;
  const same = old?.operand === next.operand && old.operandType(fact.type) === next.operandType(fact.type);
  return leafWith(leaf.fact, key, same ? leaf.value : firstValue(next, fact.type));
};
