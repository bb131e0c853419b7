import { type Expression, type RawBuilder, sql } from 'kysely';
import type { AggregateGroup } from '#engine/schema/types.gen.ts';
import type { Source } from './source.ts';

/**
 * The elements of a field with many values as rows beside the record, each value once a record; `item` names a column
 * of the rows of a grid, '' the element itself. A record without elements is in no group.
 */
export const itemColumn = (
  source: Source,
  { field = '', item = '' }: AggregateGroup,
  place: number,
): { readonly column: Expression<unknown>; readonly join: RawBuilder<unknown> } => {
  const list = source.column(field);
  const path = item === '' ? '$' : `$.${item}`;
  const [table, other] = [`i${place}`, `j${place}`];
  return source.dialect === 'sqlite' ? inSqlite(list, path, table, other) : inMariadb(list, path, table, other);
};

const inSqlite = (list: Expression<unknown>, path: string, table: string, other: string) => {
  const value = (name: string): RawBuilder<unknown> =>
    path === '$'
      ? sql`${sql.ref(`${name}.atom`)}`
      : sql`case ${sql.ref(`${name}.type`)} when 'object' then json_extract(${sql.ref(`${name}.value`)}, ${sql.lit(path)}) end`;
  return {
    column: value(table),
    join: sql`join json_each(${list}) ${sql.table(table)} on ${value(table)} <> '' and not exists (
      select 1 from json_each(${list}) ${sql.table(other)}
      where ${sql.ref(`${other}.key`)} < ${sql.ref(`${table}.key`)} and ${value(other)} = ${value(table)})`,
  };
};

const inMariadb = (list: Expression<unknown>, path: string, table: string, other: string) => {
  const rows = (name: string): RawBuilder<unknown> =>
    sql`json_table(${list}, '$[*]' columns (n for ordinality, v varchar(200) collate utf8mb4_nopad_bin path ${sql.lit(path)})) ${sql.table(name)}`;
  const [value, earlier] = [sql.ref(`${table}.v`), sql.ref(`${other}.v`)];
  return {
    column: value,
    join: sql`join ${rows(table)} on ${value} <> '' and not exists (
      select 1 from ${rows(other)} where ${sql.ref(`${other}.n`)} < ${sql.ref(`${table}.n`)} and ${earlier} = ${value})`,
  };
};
