import type { Condition, ConditionLeaf, ConditionOptions, FactTypes, ReadFact, Truth } from './condition.ts';
import { operandFact } from './condition.ts';
import { type PreparedLeaf, prepareLeaf, testLeaf } from './leaf.ts';
import { parserOf } from './value.ts';

export type CompiledCondition = (read: ReadFact) => Truth;

/**
 * The condition as closures, for batches. Stops at the first member that settles the answer.
 * @throws Error for a condition that checkCondition would refuse.
 */
export const compileCondition = (
  condition: Condition,
  types: FactTypes,
  options: ConditionOptions = {},
): CompiledCondition => {
  if ('all' in condition) return every(condition.all.map((item) => compileCondition(item, types, options)));
  if ('any' in condition) return some(condition.any.map((item) => compileCondition(item, types, options)));
  if ('not' in condition) {
    const inner = compileCondition(condition.not, types, options);
    return (read) => opposite(inner(read));
  }
  return compiledLeaf(prepareLeaf(condition, types, options));
};

/** testLeaf with everything looked up beforehand where the operand is a literal. */
const compiledLeaf = (leaf: PreparedLeaf): CompiledCondition => {
  const { fact, type, operator, operand } = leaf;
  if (operand === undefined || !('literal' in operand)) return (read) => testLeaf(leaf, read);
  const { literal } = operand;
  const { test } = operator;
  const parse = parserOf(type);
  return (read) => {
    const raw = read(fact);
    if (raw === undefined || raw === null) return null;
    const actual = parse(raw);
    return actual === undefined ? null : test(actual, literal);
  };
};

/** The facts a condition reads, each once, in order of first use. */
export const usedFacts = (condition: Condition): readonly string[] => [
  ...new Set(leavesOf(condition).flatMap(({ fact, value }) => [fact, operandFact(value) ?? fact])),
];

/** The leaves from left to right. */
export const leavesOf = (condition: Condition): readonly ConditionLeaf[] => {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
};

/** Kleene's conjunction of values already known. */
export const conjunction = (values: readonly Truth[]): Truth => {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
};

/** Kleene's disjunction of values already known. */
export const disjunction = (values: readonly Truth[]): Truth => {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
};

export const opposite = (value: Truth): Truth => (value === null ? null : !value);

const every =
  (items: readonly CompiledCondition[]): CompiledCondition =>
  (read) => {
    let result: Truth = true;
    for (const item of items) {
      const value = item(read);
      if (value === false) return false;
      if (value === null) result = null;
    }
    return result;
  };

const some =
  (items: readonly CompiledCondition[]): CompiledCondition =>
  (read) => {
    let result: Truth = false;
    for (const item of items) {
      const value = item(read);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  };
