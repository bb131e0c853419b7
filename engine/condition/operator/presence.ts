import { factTypes } from '../condition.ts';
import { isFilled } from '../value.ts';
import { noFact, type Operator } from './operator.ts';

/** The two operators that are never unknown. */
export const presence: readonly Operator[] = [
  { key: 'exists', types: factTypes, operand: 'none', operandType: noFact, test: (actual) => isFilled(actual) },
  { key: 'absent', types: factTypes, operand: 'none', operandType: noFact, test: (actual) => !isFilled(actual) },
];
