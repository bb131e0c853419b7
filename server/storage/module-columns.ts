import { createHash } from 'node:crypto';
import type { FactType } from '#engine/condition/condition.ts';
import { parseValue } from '#engine/condition/value.ts';
import { type Dialect, quote } from '#migrations/ddl.ts';

/** A column of a module's table: computed from the record's JSON by `columnValue` and by nothing else. */
export interface ModuleColumn {
  readonly name: string;
  readonly type: FactType;
  /** Characters of a text on MariaDB, where it is bounded. */
  readonly width?: number;
  /** Where its field lies; '' where it is made from several. */
  readonly path: readonly string[];
  readonly settled?: (data: unknown) => ColumnValue;
}

/** A field that has a column; `longest` where its text is bounded. */
export interface ColumnField {
  readonly path: string;
  readonly type: FactType;
  readonly longest?: number;
}

export type ColumnValue = string | number | null;

/** Fields of these types hold many values; only lists of ids have a column, as JSON. */
const sets: ReadonlySet<string> = new Set(['codes', 'users', 'files', 'rows']);
const numbers: ReadonlySet<FactType> = new Set(['integer', 'money', 'decimal', 'boolean', 'ratio']);
/**
 * Characters an id, a code or a date may have. A text may be as long as its forms let it be; of any length where they do
 * not say, or say much: cut, it would compare otherwise.
 */
const widths: Readonly<Partial<Record<FactType, number>>> = { date: 10, instant: 24, region: 12 };
const codeWidth = 64;
const widestText = 255;

const isNumber = (type: FactType): boolean => numbers.has(type);
export const isSet = (type: FactType): boolean => sets.has(type);
/** Of any length: indexed by its first characters on MariaDB. */
export const isLong = ({ type, width }: Pick<ModuleColumn, 'type' | 'width'>): boolean =>
  (type === 'text' && width === undefined) || sets.has(type);
/** Characters of a bounded column on MariaDB. */
export const columnWidth = ({ type, width }: Pick<ModuleColumn, 'type' | 'width'>): number =>
  width ?? widths[type] ?? codeWidth;

/** Characters a text takes at most, where that is few enough for a column of its own width. */
export const textWidth = (longest: number | undefined): number | undefined =>
  longest !== undefined && longest <= widestText ? longest : undefined;

const identifier = /^[A-Za-z_][A-Za-z0-9_]*(\.([A-Za-z_][A-Za-z0-9_]*|\d{1,6}))*$/;
const longestName = 64;

/**
 * A column is named by path and type, and on MariaDB by its width where a field has one, so that no two releases ever
 * mean different things by one column.
 * @throws Error for a path that is not made of identifiers and numbers.
 */
export const columnName = (path: string, type: FactType, width?: number): string => {
  if (!identifier.test(path)) throw new Error(`not a field path: ${path}`);
  const kind = `${type}${width ?? ''}`;
  const name = `f_${path.replaceAll('.', '__')}_${kind}`;
  return name.length <= longestName
    ? name
    : `f_${createHash('sha256').update(name).digest('hex').slice(0, 40)}_${kind}`;
};

/** The column of a field. SQLite bounds no text. */
export const moduleColumn = (dialect: Dialect, { path, type, longest }: ColumnField): ModuleColumn => {
  const width = dialect === 'mariadb' && type === 'text' ? textWidth(longest) : undefined;
  const column = { name: columnName(path, type, width), type, path: path.split('.') };
  return width === undefined ? column : { ...column, width };
};

const columnKind = (dialect: Dialect, column: ModuleColumn): string => {
  if (isNumber(column.type)) return dialect === 'sqlite' ? 'integer' : 'bigint';
  if (dialect === 'sqlite') return 'text';
  return `${isLong(column) ? 'longtext' : `varchar(${columnWidth(column)})`} collate utf8mb4_nopad_bin`;
};

export const columnDdl = (dialect: Dialect, column: ModuleColumn): string =>
  `${quote(column.name)} ${columnKind(dialect, column)} null`;

/** Of a long column this much is indexed. */
export const indexedLength = 100;
/** Bytes the column takes in an index of InnoDB, four for a character. */
export const indexedBytes = (column: ModuleColumn): number =>
  isNumber(column.type) ? 9 : 4 * (isLong(column) ? indexedLength : columnWidth(column)) + 3;

/** By code points, as a database counts characters. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : [...text].slice(0, width).join('');

export const valueAt = (data: unknown, path: readonly string[]): unknown => {
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
export const columnValue = (dialect: Dialect, column: ModuleColumn, data: unknown): ColumnValue => {
  const { path, type, settled } = column;
  if (settled !== undefined) return settled(data);
  const raw = valueAt(data, path);
  if (raw === undefined || raw === null) return null;
  if (sets.has(type)) return Array.isArray(raw) ? JSON.stringify(raw) : null;
  const value = parseValue(type, raw);
  switch (typeof value) {
    case 'string':
      return dialect === 'mariadb' && !isLong(column) ? cut(value, columnWidth(column)) : value;
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
