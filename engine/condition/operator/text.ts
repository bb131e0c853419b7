import { type Operator, sameType } from './operator.ts';

/** Binary: case, width and accents count. */
export const text: readonly Operator[] = [
  {
    key: 'contains',
    types: ['text'],
    operand: 'same',
    operandType: sameType,
    test: (actual, expected) => (actual as string).includes(expected as string),
  },
  {
    key: 'startsWith',
    types: ['text', 'code'],
    operand: 'same',
    operandType: sameType,
    test: (actual, expected) => (actual as string).startsWith(expected as string),
  },
];
