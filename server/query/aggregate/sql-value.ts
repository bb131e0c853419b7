import { type Expression, sql } from 'kysely';
import type { FactType } from '#engine/condition/condition.ts';
import { decimalScale, parseValue } from '#engine/condition/value.ts';
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

/** A number as text where it may be longer than the driver's numbers hold. */
export const exactly = (value: Expression<unknown>, type: FactType, dialect: SqlDialect): Expression<unknown> => {
  if (type !== 'decimal') return value;
  return dialect === 'sqlite' ? sql`cast(${value} as text)` : sql`cast(${value} as char)`;
};

const scale = 10n ** BigInt(decimalScale);

const decimalText = (scaled: bigint): string => {
  const size = scaled < 0n ? -scaled : scaled;
  const fraction = String(size % scale)
    .padStart(decimalScale, '0')
    .replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${size / scale}${fraction === '' ? '' : `.${fraction}`}`;
};
