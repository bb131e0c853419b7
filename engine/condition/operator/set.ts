import type { Value } from '../value.ts';
import { type Operator, sameType } from './operator.ts';

type Ids = ReadonlySet<Value>;

export const overlaps = (actual: Ids, expected: Ids): boolean => {
  for (const id of actual) if (expected.has(id)) return true;
  return false;
};

const operator = (key: string, test: (actual: Ids, expected: Ids) => boolean): Operator => ({
  key,
  types: ['codes', 'users'],
  operand: 'ids',
  operandType: sameType,
  test: (actual, expected) => test(actual as Ids, expected as Ids),
});

export const set: readonly Operator[] = [
  operator('containsAny', overlaps),
  operator('containsNone', (actual, expected) => !overlaps(actual, expected)),
  operator('containsAll', (actual, expected) => [...expected].every((id) => actual.has(id))),
];
