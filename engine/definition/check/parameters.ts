import { durationOf } from '../../parameter/duration.ts';
import type { CodesDefinition, ParameterDefinition, ParameterValue } from '../../schema/types.gen.ts';
import { addDays, isCivilDate } from '../../time.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { each } from '../walk.ts';
import { type Check, finding } from './check.ts';

/** Values have the type of the parameter, never answer one question twice, and leave no hole between them. */
export const checkParameters: Check = (catalog) =>
  [...catalog.definitions.parameter.values()].flatMap((parameter) => [
    ...each('/values', parameter.values).flatMap(({ path, value }) => [
      ...checkPeriod(parameter, path, value),
      ...checkValue(catalog, parameter, path, value),
      ...checkDimensions(parameter, path, value),
    ]),
    ...checkOverlaps(parameter),
    ...checkGaps(parameter),
  ]);

const checkPeriod = (parameter: ParameterDefinition, path: string, value: ParameterValue): Finding[] => [
  ...(isCivilDate(value.from) ? [] : [finding(parameter, `${path}/from`, 'date-invalid', { date: value.from })]),
  ...(value.to === undefined || (isCivilDate(value.to) && value.to >= value.from)
    ? []
    : [finding(parameter, `${path}/to`, 'parameter-period-order', { from: value.from, to: value.to })]),
];

const isText = (value: unknown): boolean => typeof value === 'string';
const shapes: Readonly<
  Record<ParameterDefinition['type'], (parameter: ParameterDefinition, value: unknown) => boolean>
> = {
  integer: (_, value) => Number.isSafeInteger(value),
  money: (_, value) => Number.isSafeInteger(value),
  decimal: (_, value) =>
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)),
  boolean: (_, value) => typeof value === 'boolean',
  text: (_, value) => isText(value),
  code: (_, value) => isText(value),
  codes: (_, value) => Array.isArray(value) && value.every(isText),
  duration: (parameter, value) => durationOf(parameter, value) !== undefined,
};

const checkValue = (
  catalog: Catalog,
  parameter: ParameterDefinition,
  path: string,
  { value }: ParameterValue,
): Finding[] => {
  const place = `${path}/value`;
  if (!shapes[parameter.type](parameter, value))
    return [finding(parameter, place, 'parameter-value-type', { right: parameter.type, value: JSON.stringify(value) })];
  const { open } = parameter;
  const outside =
    typeof value === 'number' &&
    ((open?.min !== undefined && value < open.min) || (open?.max !== undefined && value > open.max));
  const codes = catalog.definitions.codes.get(parameter.codes ?? '');
  return [
    ...(outside
      ? [finding(parameter, place, 'parameter-out-of-range', { value, min: open?.min ?? '', max: open?.max ?? '' })]
      : []),
    ...unknownCodes(codes, value).map((code) =>
      finding(parameter, place, 'codes-unknown', { code, codes: codes?.title }),
    ),
  ];
};

const unknownCodes = (codes: CodesDefinition | undefined, value: unknown): unknown[] => {
  if (codes === undefined) return [];
  const known = new Set<unknown>(codes.items.map((item) => item.code));
  return (Array.isArray(value) ? value : [value]).filter((code) => !known.has(code));
};

const checkDimensions = (parameter: ParameterDefinition, path: string, value: ParameterValue): Finding[] =>
  Object.keys(value.when ?? {})
    .filter((name) => !(parameter.dimensions ?? []).includes(name))
    .map((name) =>
      finding(parameter, `${path}/when`, 'parameter-dimension-unknown', {
        dimension: name,
        right: (parameter.dimensions ?? []).join(', '),
      }),
    );

const areaKey = ({ area }: ParameterValue): string =>
  area === undefined || area.level === 'national' ? 'national' : `${area.level} ${area.code}`;

const whenKey = ({ when = {} }: ParameterValue): string =>
  JSON.stringify(Object.entries(when).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The last day of a value: its `to`, else the day before the next value of the same area and dimensions begins. */
const lastDay = (parameter: ParameterDefinition, value: ParameterValue): string => {
  if (value.to !== undefined) return value.to;
  const next = parameter.values
    .filter(
      (other) => areaKey(other) === areaKey(value) && whenKey(other) === whenKey(value) && other.from > value.from,
    )
    .map((other) => other.from)
    .sort()[0];
  return next === undefined ? '9999-12-31' : addDays(next, -1);
};

/** Two values that would answer the same question with the same rank. */
const checkOverlaps = (parameter: ParameterDefinition): Finding[] => {
  const values = parameter.values.filter(
    (value) => isCivilDate(value.from) && (value.to === undefined || isCivilDate(value.to)),
  );
  return values.flatMap((value, index) =>
    values
      .slice(0, index)
      .filter((other) => sameRank(value, other) && overlap(parameter, value, other))
      .map((other) =>
        finding(parameter, `/values/${parameter.values.indexOf(value)}`, 'parameter-overlap', {
          from: value.from,
          other: other.from,
          otherIndex: parameter.values.indexOf(other),
        }),
      ),
  );
};

const sameRank = (a: ParameterValue, b: ParameterValue): boolean => {
  const [one, two] = [a.when ?? {}, b.when ?? {}];
  const agree = Object.keys(one).every((name) => two[name] === undefined || two[name] === one[name]);
  return areaKey(a) === areaKey(b) && Object.keys(one).length === Object.keys(two).length && agree;
};

const overlap = (parameter: ParameterDefinition, a: ParameterValue, b: ParameterValue): boolean =>
  a.from <= lastDay(parameter, b) && b.from <= lastDay(parameter, a);

/** A day between two values of one series on which none is in force, unless a value without dimensions answers then. */
const checkGaps = (parameter: ParameterDefinition): Finding[] => {
  const series = new Map<string, ParameterValue[]>();
  for (const value of parameter.values) {
    const key = `${areaKey(value)} ${whenKey(value)}`;
    series.set(key, [...(series.get(key) ?? []), value]);
  }
  return [...series.values()].flatMap((values) => {
    const ordered = [...values].sort((a, b) => (a.from < b.from ? -1 : 1));
    return ordered.slice(1).flatMap((value, index) => {
      const before = ordered[index];
      if (before?.to === undefined || !isCivilDate(before.to) || addDays(before.to, 1) >= value.from) return [];
      const from = addDays(before.to, 1);
      return covered(parameter, value, from)
        ? []
        : [
            finding(parameter, `/values/${parameter.values.indexOf(value)}/from`, 'parameter-gap', {
              from,
              to: addDays(value.from, -1),
            }),
          ];
    });
  });
};

/** True when a value of another series steps in on that day: a wider area or fewer dimensions. */
const covered = (parameter: ParameterDefinition, value: ParameterValue, day: string): boolean =>
  parameter.values.some(
    (other) =>
      other !== value &&
      (areaKey(other) !== areaKey(value) || whenKey(other) !== whenKey(value)) &&
      (areaKey(other) === 'national' || areaKey(other) === areaKey(value)) &&
      Object.entries(other.when ?? {}).every(([name, wanted]) => value.when?.[name] === wanted) &&
      other.from <= day &&
      (other.to === undefined || day <= other.to),
  );
