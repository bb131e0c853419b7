import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Shift } from '#engine/condition/condition.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** shiftDate of engine/condition, in SQL: NULL for a day that does not exist and outside the years 0001 to 9999. */
export const shiftSql = (
  date: Expression<unknown>,
  { days, months }: Shift,
  dialect: SqlDialect,
): RawBuilder<unknown> => {
  const moved =
    months === undefined ? moveDays[dialect](date, sql.lit(days ?? 0)) : moveMonths[dialect](date, sql.lit(months));
  return sql`(case when ${existing[dialect](date)} and ${moved} between '0001-01-01' and '9999-12-31' then ${moved} end)`;
};

type Move = (date: Expression<unknown>, length: Expression<unknown>) => RawBuilder<unknown>;

const moveDays: Readonly<Record<SqlDialect, Move>> = {
  sqlite: (date, length) => sql`date(${date}, ${length} || ' days')`,
  mariadb: (date, length) => sql`date_format(date_add(${date}, interval ${length} day), '%Y-%m-%d')`,
};

/** SQLite carries 31 January over into March; the law ends the term on the last day of February, and so does MariaDB. */
const moveMonths: Readonly<Record<SqlDialect, Move>> = {
  sqlite: (date, length) =>
    sql`min(date(${date}, 'start of month', ${length} || ' months', (substr(${date}, 9) - 1) || ' days'),
      coalesce(date(${date}, 'start of month', (${length} + 1) || ' months', '-1 day'), '9999-12-31'))`,
  mariadb: (date, length) => sql`date_format(date_add(${date}, interval ${length} month), '%Y-%m-%d')`,
};

const existing: Readonly<Record<SqlDialect, (date: Expression<unknown>) => RawBuilder<unknown>>> = {
  sqlite: (date) => sql`date(${date}, '+0 days') = ${date}`,
  mariadb: (date) => sql`cast(${date} as date) is not null`,
};
