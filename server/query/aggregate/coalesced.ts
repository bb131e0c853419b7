import { type Expression, type SqlBool, sql } from 'kysely';
import type { CoalescePart } from '#engine/schema/types.gen.ts';
import type { GroupColumn } from './group-column.ts';
import type { Source } from './source.ts';
import { concatenated, groupText, listOf } from './sql-value.ts';

const between = '|';

/** The first part that is present: a field, some of its characters, or several fields joined, all of them present. */
export const coalesced = (source: Source, parts: readonly CoalescePart[]): Omit<GroupColumn, 'key'> => {
  const settled = source.settled.get('$key');
  if (settled !== undefined) return ofColumn(source, settled);
  const made = parts.map((part) => partOf(source, part));
  const expression =
    made.length === 1
      ? (made[0]?.expression ?? sql`null`)
      : sql`coalesce(${sql.join(made.map((part) => part.expression))})`;
  return {
    expression,
    text: (raw) => groupText('text', raw),
    restrict: (text) => (text === null ? sql<SqlBool>`${expression} is null` : among(source, made, expression, [text])),
    within: (texts) => among(source, made, expression, texts),
  };
};

/** What was taken from the parts when the record was written. */
const ofColumn = (source: Source, column: Expression<unknown>): Omit<GroupColumn, 'key'> => ({
  expression: column,
  text: (raw) => groupText('text', raw),
  restrict: (text) => (text === null ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} = ${text}`),
  within: (texts) => sql<SqlBool>`${column} in ${listOf(source, texts)}`,
});

/** Which index serves which part, then the comparison that decides; a part no index serves spoils it. */
const among = (
  source: Source,
  parts: readonly Part[],
  expression: Expression<unknown>,
  texts: readonly string[],
): Expression<SqlBool> => {
  const exact = sql<SqlBool>`${expression} in ${listOf(source, texts)}`;
  if (parts.some(({ find }) => find === undefined)) return exact;
  const found = parts.flatMap(({ find }) => find?.(texts) ?? []);
  return found.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`((${sql.join(found, sql` or `)}) and ${exact})`;
};

interface Part {
  readonly expression: Expression<unknown>;
  /** Comparisons of bare columns one of which holds wherever the part gives one of the texts. */
  readonly find?: (texts: readonly string[]) => readonly Expression<SqlBool>[];
}

const partOf = (source: Source, { field = '', from, length, fields }: CoalescePart): Part => {
  if (fields !== undefined) return joined(source, fields);
  const column = source.column(field);
  if (from === undefined && length === undefined)
    return { expression: column, find: (texts) => [sql<SqlBool>`${column} in ${listOf(source, texts)}`] };
  const count = length === undefined ? sql`` : sql`, ${sql.lit(length)}`;
  return { expression: sql`nullif(substr(${column}, ${sql.lit(from ?? 1)}${count}), '')` };
};

const joined = ({ column, dialect }: Source, fields: readonly string[]): Part => {
  const columns = fields.map(column);
  const pieces = columns.flatMap((one, index) => (index === 0 ? [one] : [sql.lit(between), one]));
  return {
    expression: concatenated(pieces, dialect),
    find: (texts) =>
      texts.flatMap((text) => {
        // The first field may hold the sign itself, so it takes what the others leave.
        const values = text.split(between);
        const rest = values.splice(Math.max(values.length - fields.length + 1, 1));
        if (rest.length !== fields.length - 1) return [];
        const each = [values.join(between), ...rest].map(
          (value, index) => sql`${columns[index] ?? sql`null`} = ${value}`,
        );
        return [sql<SqlBool>`(${sql.join(each, sql` and `)})`];
      }),
  };
};
