import {
  eachPath,
  isCodesOperand,
  isEachOperand,
  isParameterOperand,
  type ParameterOperand,
} from '../../../aggregate/operand.ts';
import type { FactType } from '../../../condition/condition.ts';
import { pointer } from '../../../issue.ts';
import { parameterIn, profileKey } from '../../../parameter/profile.ts';
import type { ParameterDefinition } from '../../../schema/types.gen.ts';
import type { Finding } from '../../catalog.ts';
import { meant } from '../meant.ts';
import { fault, type Subject } from './subject.ts';

/** What an operand stands for: one value of a type, or a list of ids. */
export interface Wanted {
  readonly type: FactType;
  readonly list?: boolean;
  /** Group keys a parameter may depend on; only where a group is known. */
  readonly keys?: readonly string[];
}

/** Types of parameters that give a value of a type. */
const parameterTypes: Readonly<Partial<Record<FactType, readonly ParameterDefinition['type'][]>>> = {
  integer: ['integer', 'duration'],
  decimal: ['decimal', 'integer'],
  ratio: ['decimal', 'integer'],
  money: ['money'],
  boolean: ['boolean'],
  text: ['text', 'code'],
  code: ['code', 'text'],
  region: ['code', 'text'],
  organization: ['code', 'text'],
};

/** Types of fields that give a value of a type beside its own. */
const texts: readonly FactType[] = ['text', 'code', 'region', 'organization', 'user', 'record'];
const fieldTypes = (type: FactType): readonly FactType[] => {
  if (type === 'decimal' || type === 'ratio') return ['decimal', 'integer', type];
  return texts.includes(type) ? texts : [type];
};

/** Faults of a {parameter}, {each} or {codes}; none for a literal. */
export const operandFaults = (subject: Subject, path: string, operand: unknown, wanted: Wanted): Finding[] => {
  if (isParameterOperand(operand)) return parameterFaults(subject, path, operand, wanted);
  if (isEachOperand(operand)) return eachFaults(subject, `${path}/each`, operand.each, wanted);
  if (!isCodesOperand(operand)) return [];
  const known = subject.catalog.definitions.codes;
  if (!known.has(operand.codes))
    return [
      fault(subject, `${path}/codes`, 'aggregate-codes-missing', {
        codes: operand.codes,
        right: meant(operand.codes, known.keys()),
      }),
    ];
  return wanted.list ? [] : [fault(subject, path, 'aggregate-operand-type', { type: 'codes', right: wanted.type })];
};

const eachFaults = (subject: Subject, path: string, field: string, { type, list }: Wanted): Finding[] => {
  const { each } = subject;
  if (each === undefined) return [fault(subject, path, 'aggregate-each-missing', { field })];
  const actual = each[field];
  if (actual === undefined)
    return [fault(subject, path, 'aggregate-each-field', { field, right: meant(field, Object.keys(each)) })];
  const right = list ? ['codes', 'users'] : fieldTypes(type);
  return right.includes(actual)
    ? []
    : [fault(subject, path, 'aggregate-operand-type', { type: actual, right: right.join(', ') })];
};

const parameterFaults = (subject: Subject, path: string, operand: ParameterOperand, wanted: Wanted): Finding[] => {
  const parameter = subject.catalog.definitions.parameter.get(operand.parameter);
  if (parameter === undefined) {
    const right = meant(operand.parameter, subject.catalog.definitions.parameter.keys());
    return [
      fault(subject, `${path}/parameter`, 'aggregate-parameter-missing', { parameter: operand.parameter, right }),
    ];
  }
  const right: readonly string[] = wanted.list ? ['codes'] : (parameterTypes[wanted.type] ?? []);
  return [
    ...(right.includes(parameter.type)
      ? []
      : [
          fault(subject, `${path}/parameter`, 'aggregate-operand-type', {
            type: parameter.type,
            right: right.join(', '),
          }),
        ]),
    ...dimensionFaults(subject, path, operand, parameter, wanted.keys ?? []),
    ...endedFaults(subject, path, operand, parameter),
  ];
};

/** Every dimension is given, but for the profile, which the date gives; and comes from somewhere. */
const dimensionFaults = (
  subject: Subject,
  path: string,
  { by = {} }: ParameterOperand,
  { key, dimensions = [] }: ParameterDefinition,
  keys: readonly string[],
): Finding[] => [
  ...dimensions
    .filter((name) => name !== profileKey && by[name] === undefined)
    .map((dimension) => fault(subject, path, 'parameter-dimension-open', { parameter: key, dimension })),
  ...Object.entries(by).flatMap(([dimension, source]): Finding[] => {
    const place = `${path}/by${pointer(dimension)}`;
    if (!dimensions.includes(dimension))
      return [fault(subject, place, 'parameter-dimension-unknown', { dimension, right: dimensions.join(', ') })];
    const field = eachPath(source);
    if (field !== undefined) return eachFaults(subject, place, field, { type: 'code' });
    if (source.startsWith('=') || keys.includes(source)) return [];
    return [
      fault(subject, place, 'aggregate-dimension-source', {
        source,
        right: ['=text', 'each.field', ...keys].join(', '),
      }),
    ];
  }),
];

/** A parameter whose last value has ended leaves every day after it without. */
const endedFaults = (
  subject: Subject,
  path: string,
  { parameter, by = {} }: ParameterOperand,
  { title, values }: ParameterDefinition,
): Finding[] => {
  const sources = Object.entries(by);
  if (sources.some(([, source]) => !source.startsWith('='))) return [];
  const dimensions = Object.fromEntries(sources.map(([name, source]) => [name, source.slice(1)]));
  if (parameterIn(subject.catalog.definitions.parameter, parameter, { date: '9999-12-31', dimensions })) return [];
  // A value of an area, or of a dimension only the record knows, is no end.
  const open = values.some(
    ({ to, area, when = {} }) => to === undefined && (area ?? Object.keys(when)[0]) !== undefined,
  );
  return open ? [] : [fault(subject, `${path}/parameter`, 'aggregate-parameter-ends', { parameter: title })];
};
