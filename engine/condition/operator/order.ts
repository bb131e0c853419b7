import { compareValues, type Value } from '../value.ts';
import { noFact, type Operator, orderedTypes, sameType } from './operator.ts';

const comparison = (key: string, holds: (order: number) => boolean): Operator => ({
  key,
  types: orderedTypes,
  operand: 'same',
  operandType: sameType,
  test: (actual, expected) => holds(compareValues(actual, expected)),
});

/** `between` counts both ends in. */
export const order: readonly Operator[] = [
  comparison('lessThan', (order) => order < 0),
  comparison('lessThanInclusive', (order) => order <= 0),
  comparison('greaterThan', (order) => order > 0),
  comparison('greaterThanInclusive', (order) => order >= 0),
  {
    key: 'between',
    types: orderedTypes,
    operand: 'range',
    operandType: noFact,
    test: (actual, expected) => {
      const [low, high] = expected as readonly [Value, Value];
      return compareValues(actual, low) >= 0 && compareValues(actual, high) <= 0;
    },
  },
];
