import { type Expression, type SqlBool, sql } from 'kysely';
import type { CoalescePart } from '#engine/schema/types.gen.ts';
import type { GroupColumn } from './group-column.ts';
import type { Source } from './source.ts';
import { concatenated, groupText } from './sql-value.ts';

const between = '|';

/** The first part that is present: a field, some of its characters, or several fields joined, all of them present. */
export const coalesced = (source: Source, parts: readonly CoalescePart[]): Omit<GroupColumn, 'key'> => {
  const made = parts.map((part) => partOf(source, part));
  const expression =
    made.length === 1
      ? (made[0]?.expression ?? sql`null`)
      : sql`coalesce(${sql.join(made.map((part) => part.expression))})`;
  return {
    expression,
    text: (raw) => groupText('text', raw),
    restrict: (text) => {
      if (text === null) return sql<SqlBool>`${expression} is null`;
      const found = made.map((part) => part.find?.(text));
      const exact = sql<SqlBool>`${expression} = ${text}`;
      // Which index serves which part, then the comparison that decides; a part no index serves spoils it.
      return found.every((one) => one !== undefined)
        ? sql<SqlBool>`((${sql.join(found, sql` or `)}) and ${exact})`
        : exact;
    },
  };
};

interface Part {
  readonly expression: Expression<unknown>;
  /** A comparison of bare columns that holds wherever the part gives the text. */
  readonly find?: (text: string) => Expression<SqlBool>;
}

const partOf = (source: Source, { field = '', from, length, fields }: CoalescePart): Part => {
  if (fields !== undefined) return joined(source, fields);
  const column = source.column(field);
  if (from === undefined && length === undefined)
    return { expression: column, find: (text) => sql<SqlBool>`${column} = ${text}` };
  const count = length === undefined ? sql`` : sql`, ${sql.lit(length)}`;
  return { expression: sql`nullif(substr(${column}, ${sql.lit(from ?? 1)}${count}), '')` };
};

const joined = ({ column, dialect }: Source, fields: readonly string[]): Part => {
  const columns = fields.map(column);
  const pieces = columns.flatMap((one, index) => (index === 0 ? [one] : [sql.lit(between), one]));
  return {
    expression: concatenated(pieces, dialect),
    find: (text) => {
      // The first field may hold the sign itself, so it takes what the others leave.
      const values = text.split(between);
      const rest = values.splice(Math.max(values.length - fields.length + 1, 1));
      const first = values.join(between);
      if (rest.length !== fields.length - 1) return sql<SqlBool>`1 = 0`;
      return sql<SqlBool>`(${sql.join(
        [first, ...rest].map((value, index) => sql`${columns[index] ?? sql`null`} = ${value}`),
        sql` and `,
      )})`;
    },
  };
};
