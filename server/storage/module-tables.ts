import { createHash } from 'node:crypto';
import type { FactType } from '#engine/condition/condition.ts';
import type { CompiledModule, ModuleField } from '#engine/definition/catalog.ts';
import { columnType, type Dialect, quote, tableTail } from '#migrations/ddl.ts';
import { all, insertRow, moduleTableName } from './db.ts';
import { jsonColumn } from './json-column.ts';
import { deleteRows } from './rows.ts';
import type { Storage } from './storage.ts';

export interface ModuleTableSpec {
  readonly key: string;
  readonly fields: readonly { readonly path: string; readonly type: FactType }[];
  /** Column lists of the declared list indexes: field paths, or `$state`, `$organization`, `$owner`, `$created`, `$modified`. */
  readonly indexes: readonly (readonly string[])[];
}

/** Fields of these types hold many values and have no column. */
const sets: ReadonlySet<string> = new Set(['codes', 'users', 'files', 'rows']);

/** Whether a field has a generated column: one that lists, queries or indexes use, or, ids in a list too, aggregates. */
export const hasColumn = ({ type, list, query, index, aggregated }: ModuleField): boolean =>
  sets.has(type)
    ? aggregated === true && (type === 'codes' || type === 'users')
    : list || query || index || aggregated === true;

/** The table a compiled module needs: a column for each single-valued field that lists, queries or indexes use. */
export const moduleTableSpec = (module: CompiledModule): ModuleTableSpec => ({
  key: module.definition.key,
  fields: [...module.fields].filter(([, field]) => hasColumn(field)).map(([path, { type }]) => ({ path, type })),
  indexes: [
    ...orderIndexes(module.definition.list.sort ?? '-$modified'),
    ...(module.definition.list.indexes ?? []),
    ...module.aggregateIndexes,
    ...[...module.fields].filter(([, field]) => field.index && !sets.has(field.type)).map(([path]) => [path]),
  ],
});

/** The order of a list, in the own organization and over all. */
const orderIndexes = (sort: string): string[][] => {
  const fact = sort.replace(/^-/, '');
  return [['$organization', fact], [fact]];
};

/** The generated column of a field path. @throws Error when the name would be longer than a database takes. */
export const columnName = (path: string): string => {
  const name = `f_${path.replaceAll('.', '__')}`;
  if (name.length > 64) throw new Error(`the field path is too long for a column: ${path}`);
  return name;
};

const system: Readonly<Record<string, string>> = {
  $state: 'state',
  $organization: 'organization',
  $owner: 'owner',
  $created: 'created_at',
  $modified: 'modified_at',
  $parent: 'parent_id',
  $root: 'root_id',
  $id: 'id',
  $version: 'version',
};

const baseColumns: Readonly<Record<string, string>> = {
  id: 'id',
  organization: 'id',
  root_id: 'id',
  parent_id: 'id?',
  state: 'name',
  owner: 'id',
  version: 'integer',
  created_at: 'time',
  modified_at: 'time',
  data: 'json',
};
/** What lists (by organization, by owner, by assignment) and families need in every module. */
const baseIndexes = [['organization', 'state', 'modified_at'], ['owner', 'organization'], ['root_id'], ['parent_id']];

interface Generated {
  readonly column: string;
  readonly ddl: string;
}

const indexedLength = 100;
const numbers: ReadonlySet<FactType> = new Set(['integer', 'money', 'decimal', 'boolean']);
/** What else has one value is an id or a code of a list, and no longer than these. */
const widths: Readonly<Record<string, number>> = { date: 10, instant: 24 };

const generated = (dialect: Dialect, path: string, type: FactType): Generated => {
  const column = columnName(path);
  const expression = jsonColumn(dialect, '`data`', path, type);
  if (numbers.has(type)) {
    const kind = dialect === 'sqlite' ? 'integer' : 'bigint';
    return { column, ddl: `${quote(column)} ${kind} generated always as (${expression}) virtual` };
  }
  if (dialect === 'sqlite') return { column, ddl: `${quote(column)} text generated always as (${expression}) virtual` };
  // A text may be of any length: cut, it would compare otherwise than the value itself does.
  if (type === 'text' || sets.has(type))
    return {
      column,
      ddl: `${quote(column)} longtext collate utf8mb4_nopad_bin generated always as (${expression}) virtual`,
    };
  const width = widths[type] ?? indexedLength;
  return {
    column,
    ddl: `${quote(column)} varchar(${width}) collate utf8mb4_nopad_bin generated always as (left(${expression}, ${width})) virtual`,
  };
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Present {
  /** Column → digest of the DDL it was made with. */
  readonly columns: ReadonlyMap<string, string>;
  /** Index → its columns. */
  readonly indexes: ReadonlyMap<string, readonly string[]>;
}

const none: Present = { columns: new Map(), indexes: new Map() };

/** What is there, by table: from the catalogue of the database and from the notes this module makes of it. */
const present = async (storage: Storage): Promise<Map<string, Present>> => {
  const { dialect, read } = storage;
  const columns = await all<{ t: string; c: string }>(
    read,
    dialect === 'sqlite'
      ? "select m.name as t, x.name as c from sqlite_master m join pragma_table_xinfo(m.name) x where m.type = 'table' and m.name like 'm\\_%' escape '\\'"
      : "select table_name as t, column_name as c from information_schema.columns where table_schema = database() and table_name like 'm\\_%'",
  );
  const indexes = await all<{ t: string; i: string; c: string }>(
    read,
    dialect === 'sqlite'
      ? "select m.tbl_name as t, m.name as i, x.name as c from sqlite_master m join pragma_index_info(m.name) x where m.type = 'index' and m.tbl_name like 'm\\_%' escape '\\' order by m.name, x.seqno"
      : "select table_name as t, index_name as i, column_name as c from information_schema.statistics where table_schema = database() and table_name like 'm\\_%' order by index_name, seq_in_index",
  );
  const notes = await all<{ table_name: string; column_name: string; ddl: string }>(
    read,
    'select * from `module_column`',
  );
  const ddl = new Map(notes.map((note) => [`${note.table_name}.${note.column_name}`, note.ddl]));
  const tables = new Map<string, { columns: Map<string, string>; indexes: Map<string, string[]> }>();
  for (const { t, c } of columns) {
    const table = tables.get(t) ?? { columns: new Map(), indexes: new Map() };
    tables.set(t, table);
    table.columns.set(c, ddl.get(`${t}.${c}`) ?? '');
  }
  for (const { t, i, c } of indexes) {
    const found = tables.get(t)?.indexes;
    found?.set(i, [...(found.get(i) ?? []), c]);
  }
  return tables;
};

/** Columns of a declared index that lie in the module's table; title, due date and regime lie in the header. */
const indexColumns = (spec: ModuleTableSpec, declared: readonly string[]): string[] => {
  const paths = new Set(spec.fields.map(({ path }) => path));
  const columns: string[] = [];
  for (const name of declared) {
    const column = system[name] ?? (name in baseColumns ? name : paths.has(name) ? columnName(name) : undefined);
    if (column === undefined) break;
    columns.push(column);
  }
  return columns;
};

/** An index with whose columns another begins serves nothing of its own. */
const wantedIndexes = (spec: ModuleTableSpec): string[][] => {
  const all = [...baseIndexes, ...spec.indexes.map((declared) => indexColumns(spec, declared))];
  const keys = [...new Set(all.filter((columns) => columns.length > 0).map((columns) => columns.join()))];
  return keys.filter((key) => !keys.some((other) => other.startsWith(`${key},`))).map((key) => key.split(','));
};

const nameOf = (table: string, columns: readonly string[]): string =>
  `x_${digest(`${table}:${columns.join()}`).slice(0, 24)}`;

/** The name an index over these facts of a module has, once it is made. */
export const indexName = (module: CompiledModule, facts: readonly string[]): string => {
  const spec = moduleTableSpec(module);
  return nameOf(moduleTableName(spec.key), indexColumns(spec, facts));
};

/** Bytes InnoDB takes for the columns of one index, and four for a character. */
const indexBytes = 3072;
const systemWidths: Readonly<Record<string, number>> = { state: 200, created_at: 30, modified_at: 30, version: 2 };

/** As many columns of an index as the database takes: the first ones find, those behind spare reading rows. */
const fitting = (dialect: Dialect, spec: ModuleTableSpec, columns: readonly string[]): string[] => {
  if (dialect === 'sqlite') return [...columns];
  const types = new Map(spec.fields.map(({ path, type }) => [columnName(path), type]));
  let left = indexBytes;
  const end = columns.findIndex((column) => {
    const type = types.get(column);
    const width = type === undefined ? (systemWidths[column] ?? 64) : (widths[type] ?? indexedLength);
    left -= type !== undefined && numbers.has(type) ? 9 : 4 * width + 3;
    return left < 0;
  });
  return end < 0 ? [...columns] : columns.slice(0, end);
};

const createIndex = (dialect: Dialect, spec: ModuleTableSpec, table: string, columns: readonly string[]) => {
  const long = new Set(
    spec.fields.filter(({ type }) => type === 'text' || sets.has(type)).map(({ path }) => columnName(path)),
  );
  const part = (column: string): string =>
    dialect === 'mariadb' && long.has(column) ? `${quote(column)}(${indexedLength})` : quote(column);
  const name = nameOf(table, columns);
  return {
    name,
    ddl: `create index if not exists ${quote(name)} on ${quote(table)} (${columns.map(part).join(', ')})`,
  };
};

interface Plan {
  readonly table: string;
  readonly statements: string[];
  readonly made: readonly Generated[];
}

const plan = (dialect: Dialect, spec: ModuleTableSpec, found: Present): Plan => {
  const table = moduleTableName(spec.key);
  const wanted = spec.fields.map(({ path, type }) => generated(dialect, path, type));
  const made = wanted.filter(({ column, ddl }) => found.columns.get(column) !== digest(ddl));
  const replaced = new Set(made.map(({ column }) => column).filter((column) => found.columns.has(column)));
  const columns =
    found.columns.size === 0 ? [newTable(dialect, table, wanted)] : alter(dialect, table, made, found, replaced);
  return { table, statements: [...columns, ...indexes(dialect, spec, table, found, replaced)], made };
};

const newTable = (dialect: Dialect, table: string, wanted: readonly Generated[]): string => {
  const base = Object.entries(baseColumns).map(([column, word]) => `${quote(column)} ${columnType(dialect, word)}`);
  const parts = [...base, ...wanted.map(({ ddl }) => ddl), 'primary key (`id`)'];
  return `create table if not exists ${quote(table)} (${parts.join(', ')})${tableTail(dialect)}`;
};

/** A column whose meaning changed is made anew; being virtual it holds no data. */
const alter = (
  dialect: Dialect,
  table: string,
  made: readonly Generated[],
  found: Present,
  replaced: ReadonlySet<string>,
): string[] => [
  ...[...found.indexes]
    .filter(([, columns]) => columns.some((column) => replaced.has(column)))
    .map(([index]) => `drop index ${quote(index)}${dialect === 'sqlite' ? '' : ` on ${quote(table)}`}`),
  ...[...replaced].map((column) => `alter table ${quote(table)} drop column ${quote(column)}`),
  ...made.map(({ ddl }) => `alter table ${quote(table)} add column ${ddl}`),
];

const indexes = (
  dialect: Dialect,
  spec: ModuleTableSpec,
  table: string,
  found: Present,
  replaced: ReadonlySet<string>,
): Set<string> => {
  const statements = new Set<string>();
  for (const wanted of wantedIndexes(spec)) {
    const columns = fitting(dialect, spec, wanted);
    const { name, ddl } = createIndex(dialect, spec, table, columns);
    const kept = found.indexes.has(name) && !columns.some((column) => replaced.has(column));
    if (!kept) statements.add(ddl);
  }
  return statements;
};

/**
 * Makes the tables, columns and indexes the modules need. Nothing that is used is taken away, and a run that was cut
 * off is finished by the next. The answer is the number of statements that were needed.
 */
export const prepareModuleTables = async (storage: Storage, modules: readonly ModuleTableSpec[]): Promise<number> => {
  const tables = await present(storage);
  let count = 0;
  for (const spec of modules) {
    const { table, statements, made } = plan(storage.dialect, spec, tables.get(moduleTableName(spec.key)) ?? none);
    if (statements.length === 0) continue;
    await storage.define(statements);
    await storage.transact(async (db) => {
      for (const { column, ddl } of made) {
        await deleteRows(db, 'module_column', { table_name: table, column_name: column });
        await insertRow(db, 'module_column', { table_name: table, column_name: column, ddl: digest(ddl) });
      }
    });
    count += statements.length;
  }
  // SQLite knows nothing of a new index until it is told; InnoDB keeps its own statistics.
  if (count > 0 && storage.dialect === 'sqlite') await storage.optimize();
  return count;
};
