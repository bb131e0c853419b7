import { type Expression, sql } from 'kysely';
import { measureType } from '#engine/aggregate/measure-type.ts';
import type { MeasureValue } from '#engine/aggregate/result.ts';
import type { AggregateMeasure } from '#engine/schema/types.gen.ts';
import type { Source } from './source.ts';
import { concatenated, exactly, fromSql, wholeNumber } from './sql-value.ts';
import { weightOf } from './weight.ts';

/** One measure as an SQL aggregate over the rows of a group. */
export interface MeasureColumn {
  readonly name: string;
  readonly expression: Expression<unknown>;
  readonly value: (raw: unknown) => MeasureValue;
}

/** undefined for a measure that is computed from others or from rows. */
export const measureColumn = (source: Source, name: string, measure: AggregateMeasure): MeasureColumn | undefined => {
  const make = makers[measure.function ?? ''];
  return make && { name, ...make(source, measure) };
};

type Make = (source: Source, measure: AggregateMeasure) => Omit<MeasureColumn, 'name'>;

/** `value` in the rows for which the condition of the measure is true, else NULL, which no aggregate counts. */
const kept = (source: Source, { where }: AggregateMeasure, value: Expression<unknown>): Expression<unknown> =>
  where === undefined ? value : sql`case when ${source.truth(where)} then ${value} end`;

const count: Make = (source, measure) => ({
  expression: measure.where === undefined ? sql`count(*)` : sql`count(${kept(source, measure, sql`1`)})`,
  value: wholeNumber,
});

const countDistinct: Make = (source, measure) => ({
  expression: sql`count(distinct ${kept(source, measure, source.column(measure.field ?? ''))})`,
  value: wholeNumber,
});

/** The sum of no values is 0. Decimals leave the database as text: they may be longer than a number holds. */
const sum: Make = (source, measure) => {
  const type = measureType(measure, source.types) ?? 'integer';
  const value = measure.weights === undefined ? source.column(measure.field ?? '') : weightOf(source, measure);
  const total = sql`coalesce(sum(${kept(source, measure, value)}), 0)`;
  return { expression: exactly(total, type, source.dialect), value: (raw) => fromSql(type, raw) };
};

const extreme =
  (name: 'min' | 'max'): Make =>
  (source, measure) => {
    const type = source.typeOf(measure.field ?? '');
    const value = sql`${sql.raw(name)}(${kept(source, measure, source.column(measure.field ?? ''))})`;
    return { expression: exactly(value, type, source.dialect), value: (raw) => fromSql(type, raw) };
  };

/** Less than any character of a date or an id, so that the order of the texts is that of dates, then ids. */
const separator = '\u0001';

/**
 * The value of the earliest or latest row, of rows of one date the one with the lesser or greater id: the least or
 * greatest text of date, id and value. A row without value makes no text.
 */
const end =
  (name: 'min' | 'max'): Make =>
  (source, measure) => {
    const { field = '' } = measure;
    const type = source.typeOf(field);
    const parts = [source.column(source.aggregate.at), sql`${separator}`, sql`m.id`, sql`${separator}`];
    const text = concatenated([...parts, exactly(source.column(field), type, source.dialect)], source.dialect);
    return {
      expression: sql`${sql.raw(name)}(${kept(source, measure, text)})`,
      value: (raw) => (raw === null ? null : fromSql(type, behindId(String(raw)))),
    };
  };

/** What stands behind date and id. */
const behindId = (text: string): string => text.slice(text.indexOf(separator, text.indexOf(separator) + 1) + 1);

const makers: Readonly<Record<string, Make>> = {
  count,
  countDistinct,
  sum,
  min: extreme('min'),
  max: extreme('max'),
  first: end('min'),
  last: end('max'),
};
