import { type Expression, type SqlBool, sql } from 'kysely';
import type { AggregateGroup } from '#engine/schema/types.gen.ts';
import type { Source } from './source.ts';
import { exactly, groupText, groupValue } from './sql-value.ts';

/** One group key as SQL. */
export interface GroupColumn {
  readonly key: string;
  readonly expression: Expression<unknown>;
  /** What the expression gave, as the key of a group. */
  readonly text: (raw: unknown) => string | null;
  /** The rows of one group; written so that an index serves it. */
  readonly restrict: (text: string | null) => Expression<SqlBool>;
}

type Make = (source: Source, group: AggregateGroup, field: string) => Omit<GroupColumn, 'key'>;

/** @throws Error for a group the checks refuse. */
export const groupColumn = (source: Source, group: AggregateGroup): GroupColumn => {
  const { key, field = '' } = group;
  const make = group.prefix === undefined ? plain : prefixed;
  return { key, ...make(source, group, field) };
};

export const isMissing = (value: Expression<unknown>): Expression<SqlBool> => sql<SqlBool>`${value} is null`;

const plain: Make = (source, _group, field) => {
  const type = source.typeOf(field);
  const column = source.column(field);
  return {
    expression: exactly(column, type, source.dialect),
    text: (raw) => groupText(type, raw),
    restrict: (text) =>
      text === null ? isMissing(column) : sql<SqlBool>`${column} = ${groupValue(type, text, source.dialect)}`,
  };
};

/** The digits before the roll-up; a region is written as the place they stand for: 33 → 330000. */
const prefixed: Make = (source, { prefix }, field) => {
  const digits = Number(source.operand(prefix));
  const column = source.column(field);
  const whole = source.typeOf(field) === 'region' ? 6 : 0;
  const pad = (text: string): string => (text.length < whole ? text.padEnd(whole, '0') : text);
  return {
    expression: digits === 0 ? sql`case when ${column} is null then null else '0' end` : firstOf(column, digits),
    text: (raw) => {
      const text = groupText('text', raw);
      return text === null ? null : pad(digits === 0 ? '' : text);
    },
    restrict: (text) => {
      if (text === null) return isMissing(column);
      return digits === 0 ? sql<SqlBool>`${column} is not null` : startingWith(column, text.slice(0, digits), digits);
    },
  };
};

const firstOf = (column: Expression<unknown>, digits: number): Expression<unknown> =>
  sql`substr(${column}, 1, ${sql.lit(digits)})`;

/** A range, which an index serves, and the exact comparison. */
const startingWith = (column: Expression<unknown>, start: string, digits: number): Expression<SqlBool> =>
  sql<SqlBool>`(${column} >= ${start} and ${column} < ${`${start}\u{10ffff}`} and ${firstOf(column, digits)} = ${start})`;
