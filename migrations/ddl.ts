export type Dialect = 'sqlite' | 'mariadb';

/**
 * Column words of the migrations. A trailing `?` allows NULL. `id` and `hash` hold identifiers, `name` a key or word,
 * `text` a line people read, `long` and `json` text of any length, `time` an instant or a civil date.
 */
const words: Readonly<Record<string, readonly [sqlite: string, mariadb: string]>> = {
  id: ['text', 'varchar(64)'],
  hash: ['text', 'varchar(64)'],
  name: ['text', 'varchar(200)'],
  text: ['text', 'varchar(1000)'],
  long: ['text', 'longtext'],
  json: ['text', 'longtext'],
  time: ['text', 'varchar(30)'],
  date: ['text', 'varchar(10)'],
  integer: ['integer', 'bigint'],
  flag: ['integer', 'tinyint'],
  sequence: ['integer primary key autoincrement', 'bigint auto_increment primary key'],
};

export interface Keys {
  readonly primary?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly index?: readonly (readonly string[])[];
}

/** Both dialects take backticks around names. */
export const quote = (name: string): string => `\`${name}\``;

const names = (columns: readonly string[]): string => columns.map(quote).join(', ');

export const columnType = (dialect: Dialect, word: string): string => {
  const optional = word.endsWith('?');
  const type = words[optional ? word.slice(0, -1) : word]?.[dialect === 'sqlite' ? 0 : 1];
  if (type === undefined) throw new Error(`no column word "${word}"`);
  return `${type}${optional ? ' null' : ' not null'}`;
};

export const tableTail = (dialect: Dialect): string =>
  dialect === 'sqlite' ? '' : ' engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin';

const indexName = (kind: string, table: string, columns: readonly string[]): string =>
  `${kind}_${table}_${columns.join('_')}`.slice(0, 64);

/** Statements that make a table and its indexes; each may be repeated, because DDL commits by itself on MariaDB. */
export const table =
  (name: string, columns: Readonly<Record<string, string>>, keys: Keys = {}) =>
  (dialect: Dialect): string[] =>
    createTable(dialect, name, columns, keys);

const createTable = (
  dialect: Dialect,
  table: string,
  columns: Readonly<Record<string, string>>,
  keys: Keys,
): string[] => {
  const parts = Object.entries(columns).map(([column, word]) => `${quote(column)} ${columnType(dialect, word)}`);
  if (keys.primary) parts.push(`primary key (${names(keys.primary)})`);
  return [
    `create table if not exists ${quote(table)} (${parts.join(', ')})${tableTail(dialect)}`,
    ...(keys.unique ?? []).map((of) => createIndex(table, of, true)),
    ...(keys.index ?? []).map((of) => createIndex(table, of, false)),
  ];
};

const createIndex = (table: string, columns: readonly string[], unique: boolean): string =>
  `create ${unique ? 'unique ' : ''}index if not exists ${quote(indexName(unique ? 'u' : 'i', table, columns))} on ${quote(table)} (${names(columns)})`;

/** A trigger that refuses an update or delete of a row while `when` (over OLD and NEW) holds. */
export const refuseChange = (
  dialect: Dialect,
  table: string,
  change: 'update' | 'delete',
  reason: string,
  when = '1 = 1',
): string => {
  const head = `create trigger if not exists ${quote(`${table}_${change}`)} before ${change} on ${quote(table)} for each row`;
  return dialect === 'sqlite'
    ? `${head} when ${when} begin select raise(abort, 'refused: ${reason}'); end`
    : `${head} begin if ${when} then signal sqlstate '45000' set message_text = 'refused: ${reason}'; end if; end`;
};

/** `differs('number')`: the column's value changes, NULL included. */
export const differs = (dialect: Dialect, column: string): string =>
  dialect === 'sqlite'
    ? `old.${quote(column)} is not new.${quote(column)}`
    : `not (old.${quote(column)} <=> new.${quote(column)})`;
