import { type Expression, type RawBuilder, sql } from 'kysely';
import type { ReportDefinition } from '#engine/schema/types.gen.ts';
import { dateOf, measureWhere, type ReportMeasure, type ReportPlace, type ReportRange } from './report-where.ts';

/** The sums the measures of a group are made of; those of several groups add up. */
export type Parts = Readonly<Record<string, number>>;

/** What a measure is of a group; null where nothing can be said. */
export type Values = Readonly<Record<string, number | null>>;

/** A mean needs to know of how many. */
const countPart = (key: string): string => `${key} count`;

const days = (place: ReportPlace, { from = '', to = '', pauses }: ReportMeasure): RawBuilder<unknown> => {
  const { dialect } = place.context.storage;
  const [start, end] = [dateOf(place, from), dateOf(place, to)];
  const whole = daysBetween(dialect, start, end);
  if (pauses === undefined) return whole;
  // A pause that goes on is over with what is measured.
  const paused = daysBetween(dialect, sql`dp.from_date`, sql`coalesce(dp.to_date, ${end})`);
  return sql`(${whole} - coalesce((select sum(${paused}) from clock_pause dp join clock dc on dc.id = dp.clock_id
    where dc.record_id = m.id and dc.deadline = ${pauses} and dp.from_date < ${end}), 0))`;
};

const daysBetween = (
  dialect: 'sqlite' | 'mariadb',
  start: Expression<unknown>,
  end: Expression<unknown>,
): RawBuilder<unknown> =>
  dialect === 'sqlite'
    ? sql`cast(julianday(${end}) - julianday(${start}) as integer)`
    : sql`datediff(${end}, ${start})`;

const partsOf = (place: ReportPlace, measure: ReportMeasure, range: ReportRange): RawBuilder<unknown>[] => {
  const kept = measureWhere(place, measure, range);
  switch (measure.function) {
    case 'count':
      return [sql`sum(case when ${kept} then 1 else 0 end) as ${sql.ref(measure.key)}`];
    case 'sum':
      return [
        sql`coalesce(sum(case when ${kept} then ${place.column(measure.field ?? '')} end), 0) as ${sql.ref(measure.key)}`,
      ];
    case 'days': {
      const between = sql`case when ${kept} then ${days(place, measure)} end`;
      return [
        sql`coalesce(sum(${between}), 0) as ${sql.ref(measure.key)}`,
        sql`count(${between}) as ${sql.ref(countPart(measure.key))}`,
      ];
    }
    case 'ratio':
    case 'total':
      return [];
  }
};

/** The columns of a statement that give the parts of every measure. */
export const measureColumns = (place: ReportPlace, range: ReportRange): RawBuilder<unknown>[] =>
  place.report.measures.flatMap((measure) => partsOf(place, measure, range));

export const added = (all: Iterable<Parts>): Parts => {
  const sums: Record<string, number> = {};
  for (const parts of all) for (const [key, value] of Object.entries(parts)) sums[key] = (sums[key] ?? 0) + value;
  return sums;
};

const divided = (of: number, per: number, places: number): number | null =>
  per === 0 ? null : Math.round((of / per) * 10 ** places) / 10 ** places;

/** The measures from their parts: means with one decimal, ratios with four. */
export const measured = ({ measures }: ReportDefinition, parts: Parts): Values => {
  const part = (key = ''): number => {
    const { plus, minus = [] } = measures.find((one) => one.key === key && one.function === 'total') ?? {};
    if (plus === undefined) return parts[key] ?? 0;
    const sum = (keys: readonly string[]) => keys.reduce((all, one) => all + (parts[one] ?? 0), 0);
    return sum(plus) - sum(minus);
  };
  return Object.fromEntries(
    measures.map((measure) => {
      const { key } = measure;
      if (measure.function === 'days') return [key, divided(part(key), part(countPart(key)), 1)];
      if (measure.function === 'ratio') return [key, divided(part(measure.of), part(measure.per), 4)];
      return [key, part(key)];
    }),
  );
};
