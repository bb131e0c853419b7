import { isEachOperand, isParameterOperand } from '../../../aggregate/operand.ts';
import { longestWindow } from '../../../aggregate/window.ts';
import { durationOf } from '../../../parameter/duration.ts';
import type { AggregateWindow, ParameterDefinition } from '../../../schema/types.gen.ts';
import { isCivilDate } from '../../../time.ts';
import type { Finding } from '../../catalog.ts';
import { meant } from '../meant.ts';
import { operandFaults } from './operands.ts';
import { fault, type Subject } from './subject.ts';

/** The window has what its kind needs, is no longer than a hundred years, and its operands fit. */
export const windowFaults = (subject: Subject): Finding[] => {
  const { window } = subject.aggregate;
  return window === undefined ? [] : [...memberFaults(subject, window), ...kinds[window.kind](subject, window)];
};

const members: Readonly<
  Record<AggregateWindow['kind'], { readonly needed: readonly string[]; readonly more: readonly string[] }>
> = {
  rolling: { needed: ['unit', 'length'], more: ['previous'] },
  calendar: { needed: ['unit'], more: ['offset', 'lastYear'] },
  range: { needed: ['from', 'to'], more: [] },
  since: { needed: ['last', 'measure'], more: [] },
};

const memberFaults = (subject: Subject, window: AggregateWindow): Finding[] => {
  const { needed, more } = members[window.kind];
  const given = Object.keys(window).filter((name) => name !== 'kind');
  return [
    ...needed
      .filter((name) => !given.includes(name))
      .map((name) => fault(subject, '/window', 'aggregate-window-needs', { kind: window.kind, name })),
    ...given
      .filter((name) => ![...needed, ...more].includes(name))
      .map((name) =>
        fault(subject, `/window/${name}`, 'aggregate-window-foreign', {
          kind: window.kind,
          name,
          right: [...needed, ...more].join(', '),
        }),
      ),
  ];
};

type Faults = (subject: Subject, window: AggregateWindow) => Finding[];

const rolling: Faults = (subject, { unit = 'day', length, previous = 0 }) => {
  if (unit !== 'day' && unit !== 'month')
    return [fault(subject, '/window/unit', 'aggregate-window-unit', { unit, right: 'day, month' })];
  const most = Math.floor(longestWindow[unit] / (previous + 1));
  const parameter = isParameterOperand(length)
    ? subject.catalog.definitions.parameter.get(length.parameter)
    : undefined;
  const literal = length !== undefined && !isParameterOperand(length) && !isEachOperand(length) ? [length] : [];
  return [
    ...operandFaults(subject, '/window/length', length, { type: 'integer' }),
    ...[...literal, ...lengthsOf(parameter)]
      .filter((value) => !isLength(value, most))
      .map((value) => fault(subject, '/window/length', 'aggregate-window-length', { value, right: `1 - ${most}` })),
    ...unitsOf(parameter)
      .filter((one) => one !== (unit === 'day' ? 'naturalDay' : 'month'))
      .map((one) => fault(subject, '/window/length', 'aggregate-window-unit', { unit: one, right: unit })),
  ];
};

const isLength = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most;

const lengthsOf = (parameter: ParameterDefinition | undefined): unknown[] => {
  if (parameter?.type === 'integer') return parameter.values.map(({ value }) => value);
  if (parameter?.type !== 'duration') return [];
  return parameter.values.map(({ value }) => durationOf(parameter, value)?.length ?? value ?? '');
};

const unitsOf = (parameter: ParameterDefinition | undefined): string[] =>
  parameter?.type === 'duration'
    ? [...new Set(parameter.values.flatMap(({ value }) => durationOf(parameter, value)?.unit ?? []))]
    : [];

const range: Faults = (subject, { from, to }) => {
  const ends = [
    { path: '/window/from', value: from },
    { path: '/window/to', value: to },
  ];
  const faults = ends.flatMap(({ path, value }) => [
    ...operandFaults(subject, path, value, { type: 'date' }),
    ...(typeof value === 'object' || value === undefined || isCivilDate(value)
      ? []
      : [fault(subject, path, 'aggregate-window-date', { value })]),
  ]);
  const ordered = !isCivilDate(from) || !isCivilDate(to) || from <= to;
  return ordered ? faults : [fault(subject, '/window/to', 'aggregate-window-order', { from, to })];
};

/** The event is a date of the same kind as the rows have, of groups that the rows know. */
const since: Faults = (subject, { last = '', measure = '' }) => {
  const { aggregate, catalog, facts } = subject;
  const event = catalog.definitions.aggregate.get(last);
  if (event === undefined) return [];
  const found = event.measures[measure];
  const field = found?.function === 'max' || found?.function === 'min' ? found.field : undefined;
  const type = catalog.definitions.module.has(event.source)
    ? catalog.module(event.source).fields.get(field ?? '')?.type
    : undefined;
  const ends = Object.entries(event.measures).flatMap(([name, one]) =>
    one.function === 'max' || one.function === 'min' ? [name] : [],
  );
  const own = (aggregate.groupBy ?? []).map(({ key }) => key);
  const system = field === '$created' || field === '$modified' ? 'instant' : undefined;
  return [
    ...(field !== undefined && (type ?? system) === facts[aggregate.at]
      ? []
      : [
          fault(subject, '/window/measure', 'aggregate-since-measure', {
            measure,
            type: facts[aggregate.at] ?? '',
            right: meant(measure, ends),
          }),
        ]),
    ...(event.groupBy ?? [])
      .filter(({ key }) => !own.includes(key))
      .map(({ key }) =>
        fault(subject, '/window/last', 'aggregate-key-foreign', { key, aggregate: event.title, right: own.join(', ') }),
      ),
  ];
};

const kinds: Readonly<Record<AggregateWindow['kind'], Faults>> = { rolling, calendar: () => [], range, since };
