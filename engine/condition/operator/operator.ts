import type { FactType } from '../condition.ts';
import type { Value } from '../value.ts';

/**
 * What stands on the right-hand side. none: nothing. same: one value of the fact's type. list: a non-empty list of such
 * values. range: [low, high]. ids: a non-empty list of ids. ancestor: one id whose descendants are meant.
 */
type OperandShape = 'none' | 'same' | 'list' | 'range' | 'ids' | 'ancestor';

export interface Operator {
  readonly key: string;
  /** The types of fact it may be asked of. */
  readonly types: readonly FactType[];
  readonly operand: OperandShape;
  /** The type another fact must have to be its operand; undefined where only a literal will do. */
  operandType(type: FactType): FactType | undefined;
  /** The answer for two values that are there. */
  test(actual: Value, expected: Value): boolean;
}

export const orderedTypes: readonly FactType[] = [
  ...(['text', 'integer', 'decimal', 'ratio', 'money', 'date', 'instant', 'code'] as const),
];
export const scalarTypes: readonly FactType[] = [
  ...orderedTypes,
  'boolean',
  'region',
  'organization',
  'user',
  'record',
];

/** Two ratios are never compared with each other: a key orders a ratio against decimals only. */
export const sameType = (type: FactType): FactType => (type === 'ratio' ? 'decimal' : type);
export const noFact = (): undefined => undefined;
