import { measureType } from '../../../aggregate/measure-type.ts';
import { isParameterOperand } from '../../../aggregate/operand.ts';
import { sourceFacts } from '../../../aggregate/source-facts.ts';
import type { FactType } from '../../../condition/condition.ts';
import { pointer } from '../../../issue.ts';
import type { AggregateDefinition, AggregateMeasure, MeasureName } from '../../../schema/types.gen.ts';
import type { Finding } from '../../catalog.ts';
import { members } from '../../walk.ts';
import { moduleOf } from '../check.ts';
import { meant } from '../meant.ts';
import { conditionFaults } from './conditions.ts';
import { operandFaults } from './operands.ts';
import { factFaults, fault, isNumber, isOne, isTime, type Subject } from './subject.ts';

/** Every measure is of one kind, with what that kind needs. */
export const measureFaults = (subject: Subject): Finding[] =>
  members('/measures', subject.aggregate.measures).flatMap(({ path, value }) => oneMeasure(subject, path, value));

const oneMeasure = (subject: Subject, path: string, measure: AggregateMeasure): Finding[] => {
  const { function: name, ratio, share } = measure;
  const kinds = [name, ratio, share].filter((kind) => kind !== undefined);
  if (kinds.length !== 1)
    return [fault(subject, path, 'aggregate-measure-form', { right: 'function | ratio | share' })];
  if (name !== undefined)
    return [
      ...memberFaults(subject, path, name, measure),
      ...functions[name](subject, path, measure),
      ...conditionFaults(subject, `${path}/where`, measure.where),
    ];
  return ratio === undefined
    ? shareFaults(subject, `${path}/share`, measure)
    : ratioFaults(subject, `${path}/ratio`, measure);
};

type Function = NonNullable<AggregateMeasure['function']>;
type Faults = (subject: Subject, path: string, measure: AggregateMeasure) => Finding[];

const spanMembers = ['from', 'to', 'unit'];
const needed: Readonly<Record<Function, readonly string[]>> = {
  count: [],
  countDistinct: ['field'],
  sum: ['field'],
  min: ['field'],
  max: ['field'],
  first: ['field'],
  last: ['field'],
  average: spanMembers,
  median: spanMembers,
};
const more: Readonly<Partial<Record<Function, readonly string[]>>> = {
  sum: ['weights'],
  average: ['calendar'],
  median: ['calendar'],
};

const memberFaults = (subject: Subject, path: string, name: Function, measure: AggregateMeasure): Finding[] => {
  const given = Object.keys(measure);
  const allowed = ['function', 'where', ...needed[name], ...(more[name] ?? [])];
  return [
    ...needed[name]
      .filter((member) => !given.includes(member))
      .map((member) => fault(subject, path, 'aggregate-measure-needs', { function: name, name: member })),
    ...given
      .filter((member) => !allowed.includes(member))
      .map((member) =>
        fault(subject, path + pointer(member), 'aggregate-measure-foreign', {
          function: name,
          name: member,
          right: allowed.join(', '),
        }),
      ),
  ];
};

const ofType =
  (fits: (type: FactType) => boolean): Faults =>
  (subject, path, { field }) =>
    field === undefined ? [] : factFaults(subject, `${path}/field`, field, fits);

const sum: Faults = (subject, path, measure) =>
  measure.weights === undefined ? ofType(isNumber)(subject, path, measure) : weightFaults(subject, path, measure);

const weightFaults: Faults = (subject, path, measure) => {
  const { field = '', weights } = measure;
  const faults = ofType((type) => type === 'code')(subject, path, measure);
  if (!isParameterOperand(weights))
    return [...faults, ...unknownCodes(subject, `${path}/weights`, field, weights ?? {})];
  const { by = {} } = weights;
  const own = Object.entries(by).filter(([, source]) => source === field);
  return [
    ...faults,
    ...(own.length === 1 ? [] : [fault(subject, `${path}/weights/by`, 'aggregate-weight-dimension', { field })]),
    ...operandFaults(subject, `${path}/weights`, weights, { type: 'integer', keys: [field] }),
  ];
};

const unknownCodes = (subject: Subject, path: string, field: string, weights: object): Finding[] => {
  const codes = subject.catalog.definitions.codes.get(subject.module.fields.get(field)?.codes ?? '');
  const known = codes && new Set(codes.items.map(({ code }) => code));
  return Object.keys(weights)
    .filter((code) => known !== undefined && !known.has(code))
    .map((code) => fault(subject, path + pointer(code), 'codes-unknown', { code, codes: codes?.title }));
};

const spans: Faults = (subject, path, { from, to, unit, calendar }) => {
  const calendars = subject.catalog.definitions.calendar;
  const fits = unit === 'hour' ? (type: FactType) => type === 'instant' : isTime;
  return [
    ...(from === undefined ? [] : factFaults(subject, `${path}/from`, from, fits)),
    ...(to === undefined ? [] : factFaults(subject, `${path}/to`, to, fits)),
    ...(unit !== 'workingDay' || calendar !== undefined || calendars.size === 1
      ? []
      : [fault(subject, path, 'aggregate-calendar', { right: meant('', calendars.keys()) })]),
  ];
};

const ordered = ofType((type) => isOne(type) && type !== 'boolean');

const functions: Readonly<Record<Function, Faults>> = {
  count: () => [],
  countDistinct: ofType(isOne),
  sum,
  ...{ min: ordered, max: ordered, first: ordered, last: ordered, average: spans, median: spans },
};

/** Types whose values add up and divide, by what they count: money is divided by money alone. */
const unitOf = (type: FactType | undefined): string | undefined => {
  if (type === 'money') return 'money';
  return type === 'integer' || type === 'decimal' ? 'number' : undefined;
};

interface Named {
  readonly aggregate: AggregateDefinition;
  readonly measure: AggregateMeasure | undefined;
  readonly type: FactType | undefined;
}

const named = (subject: Subject, name: MeasureName): Named | undefined => {
  const { catalog, aggregate } = subject;
  const other = typeof name === 'string' ? aggregate : catalog.definitions.aggregate.get(name.aggregate);
  const module = moduleOf(catalog, other?.source);
  if (other === undefined || module === undefined) return undefined;
  const key = typeof name === 'string' ? name : name.measure;
  const measure = Object.hasOwn(other.measures, key) ? other.measures[key] : undefined;
  return { aggregate: other, measure, type: measure && measureType(measure, sourceFacts(module)) };
};

/** A measure that others are made of is counted, not made itself. */
const namedFaults = (subject: Subject, path: string, name: MeasureName): Finding[] => {
  const found = named(subject, name);
  if (found === undefined) return [];
  const { aggregate, measure, type } = found;
  const key = typeof name === 'string' ? name : name.measure;
  const right = Object.entries(aggregate.measures).filter(([, one]) => one.function !== undefined);
  if (measure === undefined)
    return [
      fault(subject, path, 'aggregate-measure-missing', {
        measure: key,
        right: meant(
          key,
          right.map(([one]) => one),
        ),
      }),
    ];
  if (measure.function === undefined) return [fault(subject, path, 'aggregate-ratio-of-ratio', { measure: key })];
  return unitOf(type) === undefined
    ? [fault(subject, path, 'aggregate-measure-number', { measure: key, type: type ?? '' })]
    : [];
};

/** A group elsewhere is found by keys that are known here. */
const keyFaults = (subject: Subject, path: string, name: MeasureName): Finding[] => {
  if (typeof name === 'string') return [];
  const own = keysOf(subject.aggregate);
  return keysOf(subject.catalog.definitions.aggregate.get(name.aggregate))
    .filter((key) => !own.includes(key))
    .map((key) =>
      fault(subject, path, 'aggregate-key-foreign', { key, aggregate: name.aggregate, right: own.join(', ') }),
    );
};

const keysOf = (aggregate: AggregateDefinition | undefined): string[] =>
  (aggregate?.groupBy ?? []).map(({ key }) => key);

const ratioFaults: Faults = (subject, path, { ratio }) => {
  if (ratio === undefined) return [];
  const { of, to, minBase } = ratio;
  const type = named(subject, to)?.type;
  const units = [unitOf(named(subject, of)?.type), unitOf(type)];
  const faults = [
    ...namedFaults(subject, `${path}/of`, of),
    ...namedFaults(subject, `${path}/to`, to),
    ...keyFaults(subject, `${path}/of`, of),
    ...keyFaults(subject, `${path}/to`, to),
    ...operandFaults(subject, `${path}/minBase`, minBase, { type: type ?? 'integer', keys: keysOf(subject.aggregate) }),
  ];
  const mixed = faults.length === 0 && units[0] !== units[1];
  return mixed ? [fault(subject, `${path}/to`, 'aggregate-ratio-unit', { of: units[0], to: units[1] })] : faults;
};

const addable: ReadonlySet<string | undefined> = new Set(['count', 'sum']);

const shareFaults: Faults = (subject, path, { share }) => {
  if (share === undefined) return [];
  const { of, within, minBase } = share;
  const own = keysOf(subject.aggregate);
  const type = named(subject, of)?.type ?? 'integer';
  const base = operandFaults(subject, `${path}/minBase`, minBase, { type, keys: own });
  const part = namedFaults(subject, `${path}/of`, of);
  if (!Array.isArray(within))
    return [
      ...part,
      ...base,
      ...namedFaults(subject, `${path}/within/measure`, within),
      ...matchFaults(subject, `${path}/within`, within),
    ];
  const counted = part.length > 0 || addable.has(named(subject, of)?.measure?.function);
  return [
    ...part,
    ...base,
    ...(counted ? [] : [fault(subject, `${path}/of`, 'aggregate-share-sum', { measure: of })]),
    ...within
      .filter((key) => !own.includes(key))
      .map((key) => fault(subject, `${path}/within`, 'aggregate-key-missing', { key, right: meant(key, own) })),
  ];
};

type Matched = Exclude<NonNullable<AggregateMeasure['share']>['within'], readonly string[]>;

const matchFaults = (subject: Subject, path: string, { aggregate, match }: Matched): Finding[] => {
  const [own, other] = [keysOf(subject.aggregate), keysOf(subject.catalog.definitions.aggregate.get(aggregate))];
  return [
    ...other
      .filter((key) => match[key] === undefined)
      .map((key) => fault(subject, `${path}/match`, 'aggregate-match-open', { key, aggregate })),
    ...Object.entries(match).flatMap(([key, from]) => [
      ...(other.includes(key)
        ? []
        : [fault(subject, `${path}/match${pointer(key)}`, 'aggregate-key-missing', { key, right: meant(key, other) })]),
      ...(from.startsWith('=') || own.includes(from)
        ? []
        : [
            fault(subject, `${path}/match${pointer(key)}`, 'aggregate-key-missing', {
              key: from,
              right: meant(from, own),
            }),
          ]),
    ]),
  ];
};
