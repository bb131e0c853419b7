import { conjunction, disjunction, opposite } from './compile.ts';
import type { Condition, ConditionLeaf, ConditionOptions, FactTypes, ReadFact, Shift, Truth } from './condition.ts';
import { operandFact, operandShift } from './condition.ts';
import { prepareLeaf, testLeaf } from './leaf.ts';
import { isShift } from './shift.ts';

/** How a condition came to its answer. Plain JSON: it is stored with the decision. */
export interface ConditionTrace {
  /** Of a leaf: the key of the operator. Of a branch: all, any or not. */
  readonly operator: string;
  readonly fact?: string;
  /** The value of the fact as it was read; null when missing. */
  readonly actual?: unknown;
  /** The literal, or the value of `expectedFact` as it was read; null when missing. */
  readonly expected?: unknown;
  readonly expectedFact?: string;
  /** What the expected date was moved by; `expected` is the date before. */
  readonly expectedShift?: Shift;
  readonly result: Truth;
  readonly items?: readonly ConditionTrace[];
}

export type CompiledTrace = (read: ReadFact) => ConditionTrace;

/**
 * Gives the condition with the value of every leaf and branch, those included that were not needed for the answer.
 * @throws Error for a condition that checkCondition would refuse.
 */
export const compileTrace = (condition: Condition, types: FactTypes, options: ConditionOptions = {}): CompiledTrace => {
  if ('not' in condition) {
    const inner = compileTrace(condition.not, types, options);
    return (read) => {
      const item = inner(read);
      return { operator: 'not', result: opposite(item.result), items: [item] };
    };
  }
  if ('all' in condition) return branch('all', conjunction, condition.all, types, options);
  if ('any' in condition) return branch('any', disjunction, condition.any, types, options);
  const leaf = prepareLeaf(condition, types, options);
  return (read) => ({ ...leafValues(condition, read), result: testLeaf(leaf, read) });
};

/** What a leaf compared, without its answer. */
export const leafValues = (leaf: ConditionLeaf, read: ReadFact): Omit<ConditionTrace, 'result'> => {
  const values = { operator: leaf.operator, fact: leaf.fact, actual: read(leaf.fact) ?? null };
  const other = operandFact(leaf.value);
  if (other !== undefined) {
    const shift = operandShift(leaf.value);
    const expected = { ...values, expected: read(other) ?? null, expectedFact: other };
    return isShift(shift) ? { ...expected, expectedShift: shift } : expected;
  }
  return leaf.value === undefined ? values : { ...values, expected: leaf.value };
};

const branch = (
  operator: string,
  combine: (values: readonly Truth[]) => Truth,
  members: readonly Condition[],
  types: FactTypes,
  options: ConditionOptions,
): CompiledTrace => {
  const traces = members.map((member) => compileTrace(member, types, options));
  return (read) => {
    const items = traces.map((trace) => trace(read));
    return { operator, result: combine(items.map(({ result }) => result)), items };
  };
};
