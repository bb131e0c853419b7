import { createHash } from 'node:crypto';
import type { SettledKey, SettledWhere } from '#engine/aggregate/settled.ts';
import type { CoalescePart } from '#engine/schema/types.gen.ts';
import type { Dialect } from '#migrations/ddl.ts';
import { type ColumnValue, columnValue, cut, type ModuleColumn, textWidth, valueAt } from './module-columns.ts';

const nameLength = 24;
/** Named by what it means, so that no two releases ever mean different things by one column. */
const nameOf = (letter: string, meaning: unknown): string =>
  `${letter}_${createHash('sha256').update(JSON.stringify(meaning)).digest('hex').slice(0, nameLength)}`;

export const settledWhereName = ({ identity }: Pick<SettledWhere, 'identity'>): string => nameOf('w', identity);

/** The column of what an aggregate's condition asks of a record alone: 1 where it is true, else 0. */
const whereColumn = (where: SettledWhere): ModuleColumn => {
  const paths = new Map<string, readonly string[]>();
  const pathOf = (fact: string): readonly string[] => {
    const path = paths.get(fact) ?? fact.split('.');
    paths.set(fact, path);
    return path;
  };
  return {
    name: settledWhereName(where),
    type: 'boolean',
    path: [],
    settled: (data) => (where.holds((fact) => valueAt(data, pathOf(fact))) === true ? 1 : 0),
  };
};

/** What stands between the fields of one part. */
const between = '|';

/** The column of a key that is taken from several fields: what `coalesced` makes of their columns. */
const keyColumn = (dialect: Dialect, { parts, identity }: SettledKey, columnOf: ColumnOf): ModuleColumn => {
  const made = parts.map((part) => partOf(dialect, part, columnOf));
  const widths = made.map(({ width }) => width);
  const longest = widths.some((width) => width === undefined) ? undefined : Math.max(...widths.map((one) => one ?? 0));
  const width = dialect === 'mariadb' ? textWidth(longest) : undefined;
  return {
    name: nameOf('k', width === undefined ? identity : [identity, width]),
    type: 'text',
    path: [],
    ...(width !== undefined && { width }),
    settled: (data) => {
      for (const { value } of made) {
        const text = value(data);
        if (text !== null) return text;
      }
      return null;
    },
  };
};

/** The column of a field; undefined for one without. */
export type ColumnOf = (path: string) => ModuleColumn | undefined;

interface Part {
  /** Characters it takes at most on MariaDB; undefined where they are not bounded. */
  readonly width: number | undefined;
  readonly value: (data: unknown) => string | null;
}

const partOf = (dialect: Dialect, { field = '', from, length, fields }: CoalescePart, columnOf: ColumnOf): Part => {
  if (fields === undefined) {
    const read = textOf(dialect, columnOf(field));
    if (from === undefined && length === undefined) return read;
    return { ...read, value: (data) => piece(read.value(data), from ?? 1, length) };
  }
  const all = fields.map((one) => textOf(dialect, columnOf(one)));
  const width = all.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one.width === undefined ? undefined : sum + one.width),
    between.length * (all.length - 1),
  );
  return {
    width,
    value: (data) => {
      const values = all.map(({ value }) => value(data));
      return values.includes(null) ? null : values.join(between);
    },
  };
};

const textOf = (dialect: Dialect, column: ModuleColumn | undefined): Part => {
  if (column === undefined) return { width: 0, value: () => null };
  return {
    width: column.type === 'text' ? column.width : widest,
    value: (data) => asText(columnValue(dialect, column, data)),
  };
};

/** Of an id, a code, a date or a number. */
const widest = 64;

const asText = (value: ColumnValue): string | null => (value === null ? null : String(value));

/** As substr does it: characters from the first, of none nothing. */
const piece = (text: string | null, from: number, length: number | undefined): string | null => {
  const found = text === null ? '' : cut([...text].slice(from - 1).join(''), length ?? Number.POSITIVE_INFINITY);
  return found === '' ? null : found;
};

/** The column of a settled fact; undefined where a field it asks is not there. */
export const settledColumn = (dialect: Dialect, fact: SettledWhere | SettledKey, columnOf: ColumnOf): ModuleColumn =>
  fact.word === '$where' ? whereColumn(fact) : keyColumn(dialect, fact, columnOf);
