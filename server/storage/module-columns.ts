import { createHash } from 'node:crypto';
import type { FactType } from '#engine/condition/condition.ts';
import { parseValue } from '#engine/condition/value.ts';
import { type Dialect, quote } from '#migrations/ddl.ts';

/** The column of a field in its module's table: computed from the record's JSON by `columnValue` and by nothing else. */
export interface ModuleColumn {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: FactType;
}

export type ColumnValue = string | number | null;

/** Fields of these types hold many values; only lists of ids have a column, as JSON. */
const sets: ReadonlySet<string> = new Set(['codes', 'users', 'files', 'rows']);
const numbers: ReadonlySet<FactType> = new Set(['integer', 'money', 'decimal', 'boolean', 'ratio']);
/** Characters an id, a code or a date may have; a text may be of any length: cut, it would compare otherwise. */
const widths: Readonly<Partial<Record<FactType, number>>> = { date: 10, instant: 24 };
const codeWidth = 100;

const isNumber = (type: FactType): boolean => numbers.has(type);
export const isSet = (type: FactType): boolean => sets.has(type);
/** Of any length: indexed by its first characters on MariaDB. */
export const isLong = (type: FactType): boolean => type === 'text' || sets.has(type);
const widthOf = (type: FactType): number => widths[type] ?? codeWidth;

const identifier = /^[A-Za-z_][A-Za-z0-9_]*(\.([A-Za-z_][A-Za-z0-9_]*|\d{1,6}))*$/;
const longestName = 64;

/**
 * A column is named by path and type, so that no two releases ever mean different things by one column.
 * @throws Error for a path that is not made of identifiers and numbers.
 */
export const columnName = (path: string, type: FactType): string => {
  if (!identifier.test(path)) throw new Error(`not a field path: ${path}`);
  const name = `f_${path.replaceAll('.', '__')}_${type}`;
  return name.length <= longestName
    ? name
    : `f_${createHash('sha256').update(name).digest('hex').slice(0, 40)}_${type}`;
};

export const moduleColumn = (path: string, type: FactType): ModuleColumn => ({
  name: columnName(path, type),
  path: path.split('.'),
  type,
});

const columnKind = (dialect: Dialect, type: FactType): string => {
  if (isNumber(type)) return dialect === 'sqlite' ? 'integer' : 'bigint';
  if (dialect === 'sqlite') return 'text';
  return `${isLong(type) ? 'longtext' : `varchar(${widthOf(type)})`} collate utf8mb4_nopad_bin`;
};

export const columnDdl = (dialect: Dialect, { name, type }: ModuleColumn): string =>
  `${quote(name)} ${columnKind(dialect, type)} null`;

/** Bytes the column takes in an index of InnoDB, four for a character. */
export const indexedBytes = (type: FactType): number =>
  isNumber(type) ? 9 : 4 * (isLong(type) ? indexedLength : widthOf(type)) + 3;
/** Of a long column this much is indexed. */
export const indexedLength = codeWidth;

/** By code points, as a database counts characters. */
const cut = (text: string, width: number): string => (text.length <= width ? text : [...text].slice(0, width).join(''));

const valueAt = (data: unknown, path: readonly string[]): unknown => {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
};

/**
 * What a column holds for a record's data, in the form conditionToSql asks of a column and jsonColumn gives: NULL where the
 * field is missing or not of its type, decimals as integers times 10^6, booleans as 1 or 0, lists as JSON.
 */
export const columnValue = (dialect: Dialect, { path, type }: ModuleColumn, data: unknown): ColumnValue => {
  const raw = valueAt(data, path);
  if (raw === undefined || raw === null) return null;
  if (sets.has(type)) return Array.isArray(raw) ? JSON.stringify(raw) : null;
  const value = parseValue(type, raw);
  switch (typeof value) {
    case 'string':
      return dialect === 'mariadb' && type !== 'text' ? cut(value, widthOf(type)) : value;
    case 'number':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint':
      // Digits go where a double would lose some; both databases make an integer of them.
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    default:
      return null;
  }
};
