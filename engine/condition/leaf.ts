import type { ConditionLeaf, ConditionOptions, FactType, FactTypes, ReadFact, Shift, Truth } from './condition.ts';
import { operandFact, operandShift } from './condition.ts';
import { type OperatorSet, operatorSemantics, operatorsOf } from './operator/list.ts';
import type { Operator } from './operator/operator.ts';
import { isShift, shiftDate } from './shift.ts';
import { parseLiteral, parseValue, type Value } from './value.ts';

/** A leaf whose names are looked up and whose literal is parsed: what all three interpreters start from. */
export interface PreparedLeaf {
  readonly fact: string;
  readonly type: FactType;
  readonly operator: Operator;
  /** undefined for `exists` and `absent`. */
  readonly operand: { readonly literal: Value } | FactOperand | undefined;
}

/** Another fact, read as a value of `type` (a decimal beside a ratio is read as one), moved by `shift`. */
export interface FactOperand {
  readonly fact: string;
  readonly type: FactType;
  readonly shift?: Shift;
}

/** The value of an operand that is a fact; a date that cannot be moved so far is missing. */
export const readOperand = ({ fact, type, shift }: FactOperand, read: ReadFact): Value | undefined => {
  const value = parseValue(type, read(fact));
  return shift === undefined ? value : shiftDate(value, shift);
};

/** @throws Error where checkCondition would have found an issue: a condition is checked before it is prepared. */
export const prepareLeaf = (leaf: ConditionLeaf, types: FactTypes, options: ConditionOptions): PreparedLeaf => {
  const operator = operatorSetOf(options).byKey.get(leaf.operator);
  if (!operator) throw new Error(`unknown operator ${leaf.operator}`);
  const type = typeOf(leaf.fact, types);
  if (!operator.types.includes(type)) throw new Error(`${leaf.operator} cannot be asked of ${leaf.fact}, a ${type}`);
  return { fact: leaf.fact, type, operator, operand: prepareOperand(leaf, operator, type, types, options) };
};

/** The operators that conditions are asked with: a set, the version of one, or the newest. */
export const operatorSetOf = ({ semantics = operatorSemantics }: ConditionOptions): OperatorSet =>
  typeof semantics === 'number' ? operatorsOf(semantics) : semantics;

/** The answer of one leaf: unknown as soon as one of the values compared is missing. */
export const testLeaf = ({ fact, type, operator, operand }: PreparedLeaf, read: ReadFact): Truth => {
  const actual = parseValue(type, read(fact));
  // `exists` and `absent` alone take an undefined actual value; an empty list stands for it.
  if (!operand) return operator.test(actual ?? [], []);
  const expected = 'literal' in operand ? operand.literal : readOperand(operand, read);
  return actual === undefined || expected === undefined ? null : operator.test(actual, expected);
};

const typeOf = (fact: string, types: FactTypes): FactType => {
  const type = Object.hasOwn(types, fact) ? types[fact] : undefined;
  if (!type) throw new Error(`unknown fact ${fact}`);
  return type;
};

const prepareOperand = (
  leaf: ConditionLeaf,
  operator: Operator,
  type: FactType,
  types: FactTypes,
  options: ConditionOptions,
): PreparedLeaf['operand'] => {
  if (operator.operand === 'none') return undefined;
  const other = operandFact(leaf.value);
  if (other === undefined) return { literal: parseOperand(leaf, operator, type, options) };
  const otherType = typeOf(other, types);
  if (otherType !== operator.operandType(type)) throw new Error(`${leaf.operator} cannot compare with ${other}`);
  const shift = operandShift(leaf.value);
  if (shift !== undefined && (type !== 'date' || !isShift(shift))) throw new Error(`${other} cannot be moved`);
  return { fact: other, type: type === 'ratio' ? type : otherType, ...(shift !== undefined && { shift }) };
};

const parseOperand = (
  { fact, value }: ConditionLeaf,
  operator: Operator,
  type: FactType,
  { tree }: ConditionOptions,
): Value => {
  switch (operator.operand) {
    case 'list':
      return new Set(parseItems(type, value));
    case 'ids':
      return new Set(parseItems('text', value));
    case 'range':
      return parseItems(type, value);
    case 'ancestor':
      if (!tree) throw new Error(`no tree was given for ${fact}`);
      return new Set(tree(fact, String(value)));
    default:
      return parseItem(type, value);
  }
};

const parseItems = (type: FactType, value: unknown): readonly Value[] => {
  if (!Array.isArray(value)) throw new Error('the operand is not a list');
  return value.map((item) => parseItem(type, item));
};

const parseItem = (type: FactType, value: unknown): Value => {
  const parsed = parseLiteral(type, value);
  if (parsed === undefined) throw new Error(`the operand is no ${type}`);
  return parsed;
};
