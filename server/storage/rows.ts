import type { Insertable, Selectable, Updateable } from 'kysely';
import { all, type Db, insertText, later, one, run } from './db.ts';
import type { Tables } from './tables.ts';

type Row<K extends keyof Tables> = Selectable<Tables[K]>;
type Values<K extends keyof Tables> = Updateable<Tables[K]>;

const texts = new Map<string, string>();
const remember = (key: string, make: () => string): string => {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const made = make();
  texts.set(key, made);
  return made;
};

const names = (columns: readonly string[], between: string): string =>
  columns.map((column) => `\`${column}\` = ?`).join(between);

const whereText = (where: object): { text: string; values: unknown[] } => {
  const entries = Object.entries(where);
  const text = entries.map(([column, value]) => (value === null ? `\`${column}\` is null` : `\`${column}\` = ?`));
  return { text: text.join(' and '), values: entries.filter(([, value]) => value !== null).map(([, value]) => value) };
};

/**
 * The rows whose columns equal `where`. Column names come from code, never from input; `order` is SQL from code.
 * Statement texts are built once and kept.
 */
export const rowsOf = <K extends keyof Tables>(
  db: Db,
  table: K,
  where: Partial<Row<K>>,
  order = '',
): Promise<Row<K>[]> => {
  const { text, values } = whereText(where);
  return all<Row<K>>(db, `select * from \`${table}\` where ${text} ${order}`, values);
};

export const rowOf = <K extends keyof Tables>(
  db: Db,
  table: K,
  where: Partial<Row<K>>,
): Promise<Row<K> | undefined> => {
  const { text, values } = whereText(where);
  return one<Row<K>>(db, `select * from \`${table}\` where ${text}`, values);
};

/** Sets columns of the rows whose columns equal `where`; the answer is how many there were. */
export const updateRows = <K extends keyof Tables>(
  db: Db,
  table: K,
  where: Partial<Row<K>>,
  set: Values<K>,
): Promise<number> => {
  const { text, values } = updateOf(table, where, set);
  return run(db, text, values);
};

const updateOf = (table: string, where: object, set: object): { text: string; values: unknown[] } => {
  const found = whereText(where);
  const columns = Object.keys(set);
  const text = remember(
    `${table}:${columns.join()}:${found.text}`,
    () => `update \`${table}\` set ${names(columns, ', ')} where ${found.text}`,
  );
  return { text, values: [...Object.values(set), ...found.values] };
};

/** As updateRows, for a caller who does not need to know how many there were. */
export const updateLater = <K extends keyof Tables>(
  db: Db,
  table: K,
  where: Partial<Row<K>>,
  set: Values<K>,
): Promise<void> => {
  const { text, values } = updateOf(table, where, set);
  return later(db, text, values);
};

export const deleteLater = <K extends keyof Tables>(db: Db, table: K, where: Partial<Row<K>>): Promise<void> => {
  const { text, values } = whereText(where);
  return later(db, `delete from \`${table}\` where ${text}`, values);
};

export const deleteRows = <K extends keyof Tables>(db: Db, table: K, where: Partial<Row<K>>): Promise<number> => {
  const { text, values } = whereText(where);
  return run(db, `delete from \`${table}\` where ${text}`, values);
};

/** Writes a row whether one of its key is there or not. */
export const replaceRow = <K extends keyof Tables>(db: Db, table: K, row: Insertable<Tables[K]>): Promise<number> =>
  run(db, insertText(table, Object.keys(row)).replace(/^insert/, 'replace'), Object.values(row));

const absentText = (table: string, columns: readonly string[], key: readonly string[]): string =>
  remember(`absent ${table}:${columns.join()}:${key.join()}`, () => {
    const list = columns.map((column) => `\`${column}\``).join(', ');
    const marks = columns.map(() => '?').join(', ');
    return `insert into \`${table}\` (${list}) select ${marks} from (select 1) as one where not exists (select 1 from \`${table}\` where ${names(key, ' and ')})`;
  });

type Key<K extends keyof Tables> = readonly (keyof Insertable<Tables[K]> & string)[];

/** Writes a row unless one with the same `key` columns is there; the answer is 1 or 0. */
export const insertIfAbsent = <K extends keyof Tables>(
  db: Db,
  table: K,
  row: Insertable<Tables[K]>,
  key: Key<K>,
): Promise<number> =>
  run(db, absentText(table, Object.keys(row), key), [...Object.values(row), ...key.map((column) => row[column])]);

/** As insertIfAbsent, for a caller who does not need to know. */
export const laterIfAbsent = <K extends keyof Tables>(
  db: Db,
  table: K,
  row: Insertable<Tables[K]>,
  key: Key<K>,
): Promise<void> =>
  later(db, absentText(table, Object.keys(row), key), [...Object.values(row), ...key.map((column) => row[column])]);
