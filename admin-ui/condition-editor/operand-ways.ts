import type { FactType } from '#engine/condition/condition.ts';
import { operandFact } from '#engine/condition/condition.ts';
import type { Operator } from '#engine/condition/operator/operator.ts';
import { isObject } from '#engine/json.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import type { FactChoice } from './fact-choice.ts';

/** What may stand on the right-hand side of a comparison beside a plain value. */
export interface OperandWays {
  /** Other facts; those of the condition itself where nothing is said, none with false. */
  readonly facts?: false;
  /** How a parameter is written, and which one a value stands for. */
  readonly parameter?: {
    readonly write: (key: string) => unknown;
    readonly read: (value: unknown) => string | undefined;
  };
  /** Fields of the record the definition is asked for, written {each}. */
  readonly each?: readonly FactChoice[];
  /** Fields of the record that asks, written {of}. */
  readonly of?: readonly FactChoice[];
}

export type Way = 'value' | 'fact' | 'parameter' | 'each' | 'of';

/** A parameter as the operand of an aggregate: {parameter}. */
export const plainParameter: NonNullable<OperandWays['parameter']> = {
  write: (key) => ({ parameter: key }),
  read: (value) => (isObject(value) && typeof value.parameter === 'string' ? value.parameter : undefined),
};

const pathAt = (value: unknown, name: 'each' | 'of'): string | undefined =>
  isObject(value) && typeof value[name] === 'string' ? value[name] : undefined;

/** Which way an operand is given. */
export const wayOf = (value: unknown, ways: OperandWays): Way => {
  if (ways.parameter?.read(value) !== undefined) return 'parameter';
  if (operandFact(value) !== undefined) return 'fact';
  if (pathAt(value, 'each') !== undefined) return 'each';
  return pathAt(value, 'of') === undefined ? 'value' : 'of';
};

export const pathOfWay = (value: unknown, way: Way): string | undefined =>
  way === 'each' || way === 'of' ? pathAt(value, way) : operandFact(value);

/** The facts an operator can compare a fact with: of the type it asks for, and another one. */
export const comparable = (operator: Operator, fact: FactChoice, facts: readonly FactChoice[]): FactChoice[] => {
  const wanted = operator.operandType(fact.type);
  return facts.filter(({ name, type }) => name !== fact.name && type === wanted);
};

/** The type a parameter has as a fact; a length counts its units. */
export const parameterFactType = (type: ParameterDefinition['type']): FactType =>
  type === 'duration' ? 'integer' : type;

/** The parameters an operator can compare a fact with. */
export const comparableParameters = (
  operator: Operator,
  fact: FactChoice,
  parameters: Iterable<ParameterDefinition>,
): ParameterDefinition[] => {
  const wanted = operator.operandType(fact.type);
  return [...parameters].filter(
    ({ type, codes }) =>
      parameterFactType(type) === wanted && (codes === undefined || fact.codes === undefined || codes === fact.codes),
  );
};

/** The ways that are open for a comparison, the plain value first. */
export const openWays = (
  operator: Operator,
  fact: FactChoice,
  facts: readonly FactChoice[],
  ways: OperandWays,
): readonly Way[] => {
  const typed = operator.operandType(fact.type) !== undefined;
  return [
    'value',
    ...(ways.facts !== false && comparable(operator, fact, facts).length > 0 ? (['fact'] as const) : []),
    ...(ways.parameter !== undefined && typed ? (['parameter'] as const) : []),
    ...(ways.each !== undefined && comparable(operator, fact, ways.each).length > 0 ? (['each'] as const) : []),
    ...(ways.of !== undefined && typed ? (['of'] as const) : []),
  ];
};

const starts: Readonly<Partial<Record<FactType, unknown>>> = { boolean: true, integer: 0, decimal: '0', money: 0 };

/** The value a new comparison begins with; absent where people must choose. */
export const firstValue = (operator: Operator, type: FactType): unknown => {
  if (operator.operand === 'none') return undefined;
  if (operator.operand === 'list' || operator.operand === 'ids') return [];
  const start = starts[type] ?? '';
  return operator.operand === 'range' ? [start, start] : start;
};
