import type { FactType } from '../condition.ts';
import { compareValues, type Value } from '../value.ts';
import { type Operator, sameType, scalarTypes } from './operator.ts';

const listable = scalarTypes.filter((type) => type !== 'boolean');

// A list that is a fact holds ids, so only ids are looked up in it.
const listType = (type: FactType): FactType | undefined => {
  if (type === 'user') return 'users';
  return type === 'code' ? 'codes' : undefined;
};

const isIn = (actual: Value, expected: Value): boolean => (expected as ReadonlySet<Value>).has(actual);

export const equality: readonly Operator[] = [
  {
    key: 'equal',
    types: scalarTypes,
    operand: 'same',
    operandType: sameType,
    test: (actual, expected) => compareValues(actual, expected) === 0,
  },
  {
    key: 'notEqual',
    types: scalarTypes,
    operand: 'same',
    operandType: sameType,
    test: (actual, expected) => compareValues(actual, expected) !== 0,
  },
  { key: 'in', types: listable, operand: 'list', operandType: listType, test: isIn },
  {
    key: 'notIn',
    types: listable,
    operand: 'list',
    operandType: listType,
    test: (actual, expected) => !isIn(actual, expected),
  },
];
