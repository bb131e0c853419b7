import { type Expression, sql } from 'kysely';
import { decimalText } from '#engine/aggregate/decimal-text.ts';
import type { FactType } from '#engine/condition/condition.ts';
import { parseValue } from '#engine/condition/value.ts';
import { problem } from '#engine/problem.ts';
import type { SqlDialect } from '../../storage/sql-dialect.ts';

const numbers: ReadonlySet<FactType> = new Set(['integer', 'money']);

/** A value of a column as results have it. Sums of decimals come as text, so that no driver rounds them. */
export const fromSql = (type: FactType, raw: unknown): number | string | null => {
  if (raw === null || raw === undefined) return null;
  if (numbers.has(type)) return wholeNumber(raw);
  return type === 'decimal' ? decimalText(BigInt(raw as string | number | bigint)) : String(raw);
};

/** @throws Problem invalid-input for a number that JSON would not keep. */
export const wholeNumber = (raw: unknown): number => {
  const value = Number(raw);
  if (Number.isSafeInteger(value)) return value;
  throw problem('invalid-input', {
    issues: [{ path: '', code: 'aggregate-overflow', params: { value: String(raw) } }],
  });
};

/** The key of a group, or null where the rows have none. */
export const groupText = (type: FactType, raw: unknown): string | null => {
  if (raw === null || raw === undefined || raw === '') return null;
  if (type === 'boolean') return Number(raw) === 1 ? 'true' : 'false';
  return String(fromSql(type, raw));
};

/** The value a group key stands for, to be compared with its column. */
export const groupValue = (type: FactType, text: string, dialect: SqlDialect): Expression<unknown> => {
  if (type === 'boolean') return sql`${text === 'true' ? 1 : 0}`;
  if (numbers.has(type)) return sql`${Number(text)}`;
  if (type !== 'decimal') return sql`${text}`;
  const scaled = String(parseValue('decimal', text) ?? '');
  return dialect === 'sqlite' ? sql`cast(${scaled} as integer)` : sql`cast(${scaled} as signed)`;
};

/** More texts than these go to SQLite as one value. */
const mostApart = 20;

/** Texts to choose from: `(…)` after `in`. */
export const listOf = ({ dialect }: { readonly dialect: SqlDialect }, texts: readonly string[]): Expression<unknown> =>
  dialect === 'sqlite' && texts.length > mostApart
    ? sql`(select value from json_each(${JSON.stringify(texts)}))`
    : sql`(${sql.join(texts)})`;

/** A number as text where it may be longer than the driver's numbers hold. */
export const exactly = (value: Expression<unknown>, type: FactType, dialect: SqlDialect): Expression<unknown> => {
  if (type !== 'decimal') return value;
  return dialect === 'sqlite' ? sql`cast(${value} as text)` : sql`cast(${value} as char)`;
};

export const concatenated = (parts: readonly Expression<unknown>[], dialect: SqlDialect): Expression<unknown> =>
  dialect === 'sqlite' ? sql`(${sql.join(parts, sql` || `)})` : sql`concat(${sql.join(parts)})`;

/** The civil date, in the zone of the platform, of an instant. */
export const civilDate = (instant: Expression<unknown>, dialect: SqlDialect): Expression<unknown> =>
  dialect === 'sqlite'
    ? sql`date(${instant}, '+8 hours')`
    : sql`date_format(date_add(str_to_date(left(${instant}, 19), '%Y-%m-%dT%H:%i:%s'), interval 8 hour), '%Y-%m-%d')`;
