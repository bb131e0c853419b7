import type { Condition, ConditionLeaf, ConditionOptions, FactTypes, ReadFact, Truth } from './condition.ts';
import { operandFact } from './condition.ts';
import { prepareLeaf, testLeaf } from './leaf.ts';

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
  if ('all' in condition) return everyOf(condition.all.map((item) => compileCondition(item, types, options)));
  if ('any' in condition) return anyOf(condition.any.map((item) => compileCondition(item, types, options)));
  if ('not' in condition) {
    const inner = compileCondition(condition.not, types, options);
    return (read) => opposite(inner(read));
  }
  const leaf = prepareLeaf(condition, types, options);
  return (read) => testLeaf(leaf, read);
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

/** True while all are; stops at the first that is false. */
export const everyOf =
  <T>(items: readonly ((of: T) => Truth)[]): ((of: T) => Truth) =>
  (of) => {
    let result: Truth = true;
    for (const item of items) {
      const value = item(of);
      if (value === false) return false;
      if (value === null) result = null;
    }
    return result;
  };

/** True as soon as one is. */
export const anyOf =
  <T>(items: readonly ((of: T) => Truth)[]): ((of: T) => Truth) =>
  (of) => {
    let result: Truth = false;
    for (const item of items) {
      const value = item(of);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  };
