import { compileCondition } from '../condition/compile.ts';
import type { Condition, ConditionLeaf, DescendantsOf, FactType, FactTypes, Truth } from '../condition/condition.ts';
import { operators } from '../condition/operator/list.ts';
import type { Operator } from '../condition/operator/operator.ts';
import { parseValue } from '../condition/value.ts';
import { constantCondition, foldCondition } from './fold-condition.ts';
import { eachPath, type OperandSources, resolveOperand } from './operand.ts';

/** Facts that stand for an answer known before any row is read: 1 in `$true`, nothing in `$unknown`. */
export const constantTypes: FactTypes = { $true: 'boolean', $unknown: 'boolean' };

export interface WhereTypes {
  readonly source: FactTypes;
  /** The facts of the record `each`, without prefix. */
  readonly each: FactTypes;
}

/**
 * The condition with every operand in its place as a literal, and what the record `each` alone decides decided: a plain
 * condition over the source and the constant facts, without members that change nothing. An operand without a value leaves its comparison unknown.
 * @throws Problem invalid-input when a parameter has no value on the date.
 */
export const resolveCondition = (
  condition: Condition,
  types: WhereTypes,
  sources: OperandSources,
  tree?: DescendantsOf,
): Condition => foldCondition(resolve(condition, types, sources, tree));

const resolve = (
  condition: Condition,
  types: WhereTypes,
  sources: OperandSources,
  tree: DescendantsOf | undefined,
): Condition => {
  const inner = (item: Condition) => resolve(item, types, sources, tree);
  if ('all' in condition) return { all: condition.all.map(inner) };
  if ('any' in condition) return { any: condition.any.map(inner) };
  if ('not' in condition) return { not: inner(condition.not) };
  return resolveLeaf(condition, types, sources, tree);
};

const resolveLeaf = (
  leaf: ConditionLeaf,
  types: WhereTypes,
  sources: OperandSources,
  tree: DescendantsOf | undefined,
): Condition => {
  const path = eachPath(leaf.fact);
  const own = Object.hasOwn(types.source, leaf.fact) || path === undefined;
  const fact = own ? leaf.fact : path;
  const type = own ? types.source[fact] : types.each[fact];
  const operator = operators.get(leaf.operator);
  if (type === undefined || operator === undefined || operator.operand === 'none')
    return own ? leaf : constantCondition(decide({ ...leaf, fact }, types, sources, tree));
  const value = resolveValue(leaf.value, sources);
  if (value === undefined || !fits(operator, type, value)) return constantCondition(null);
  const resolved = { fact, operator: leaf.operator, value };
  return own ? resolved : constantCondition(decide(resolved, types, sources, tree));
};

const resolveValue = (value: unknown, sources: OperandSources): unknown => {
  if (!Array.isArray(value)) return resolveOperand(value, sources);
  const items = value.map((item) => resolveOperand(item, sources));
  return items.includes(undefined) ? undefined : items;
};

/** Whether a resolved value is one the comparison can be made with; a literal always is, the checks saw to it. */
const fits = (operator: Operator, type: FactType, value: unknown): boolean => {
  const one = (item: unknown): boolean => parseValue(type, item) !== undefined;
  switch (operator.operand) {
    case 'list':
      return Array.isArray(value) ? value.every(one) : isFact(value);
    case 'ids':
      return Array.isArray(value) ? value.every((item) => typeof item === 'string') : isFact(value);
    case 'range':
      return Array.isArray(value) && value.length === 2 && value.every(one);
    case 'ancestor':
      return typeof value === 'string';
    default:
      return one(value) || isFact(value);
  }
};

const isFact = (value: unknown): boolean => typeof value === 'object' && value !== null && 'fact' in value;

const decide = (
  leaf: ConditionLeaf,
  types: WhereTypes,
  { each }: OperandSources,
  tree: DescendantsOf | undefined,
): Truth => compileCondition(leaf, types.each, tree && { tree })((fact) => each?.(fact));
