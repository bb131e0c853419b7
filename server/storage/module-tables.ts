import { createHash } from 'node:crypto';
import type { CompiledModule, ModuleField } from '#engine/definition/catalog.ts';
import { columnType, type Dialect, quote, tableTail } from '#migrations/ddl.ts';
import { all, moduleTableName } from './db.ts';
import { columnDdl, columnName, indexedBytes, indexedLength, isLong, isSet } from './module-columns.ts';
import { hasColumn, type Layout, makeLayout } from './module-layout.ts';
import { knownLayouts, noteLayout, type Progress, settleEveryRow, settleRows, staleLayouts } from './settle-rows.ts';
import type { Storage } from './storage.ts';

export interface ModuleTableSpec {
  readonly key: string;
  readonly fields: readonly { readonly path: string; readonly type: ModuleField['type'] }[];
  /** Column lists of the declared list indexes: field paths, or `$state`, `$organization`, `$owner`, `$created`, `$modified`. */
  readonly indexes: readonly (readonly string[])[];
}

/** The table a compiled module needs: a column for each single-valued field that lists, queries or indexes use. */
export const moduleTableSpec = (module: CompiledModule): ModuleTableSpec => ({
  key: module.definition.key,
  fields: [...module.fields].filter(([, field]) => hasColumn(field)).map(([path, { type }]) => ({ path, type })),
  indexes: [
    ...orderIndexes(module.definition.list.sort ?? '-$modified'),
    ...(module.definition.list.indexes ?? []),
    ...module.aggregateIndexes,
    ...[...module.fields].filter(([, field]) => field.index && !isSet(field.type)).map(([path]) => [path]),
  ],
});

/** The order of a list, in the own organization and over all. */
const orderIndexes = (sort: string): string[][] => {
  const fact = sort.replace(/^-/, '');
  return [['$organization', fact], [fact]];
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
};
/** What lists (by organization, by owner, by assignment), families and unsettled rows need in every module. */
const baseIndexes = [
  ['organization', 'state', 'modified_at'],
  ['owner', 'organization'],
  ['root_id'],
  ['parent_id'],
  ['layout'],
];

const layoutColumn = (dialect: Dialect): string => `\`layout\` ${columnType(dialect, 'hash')} default ''`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Present {
  readonly columns: ReadonlySet<string>;
  /** Columns of an older version, which the database computed by itself. */
  readonly generated: ReadonlySet<string>;
  /** Index → its columns. */
  readonly indexes: ReadonlyMap<string, readonly string[]>;
}

const none: Present = { columns: new Set(), generated: new Set(), indexes: new Map() };

/** What is there, by table, from the catalogue of the database. */
const present = async ({ dialect, read }: Storage): Promise<Map<string, Present>> => {
  const columns = await all<{ t: string; c: string; g: number }>(
    read,
    dialect === 'sqlite'
      ? "select m.name as t, x.name as c, x.hidden > 1 as g from sqlite_master m join pragma_table_xinfo(m.name) x where m.type = 'table' and m.name like 'm\\_%' escape '\\'"
      : "select table_name as t, column_name as c, extra like '%GENERATED%' as g from information_schema.columns where table_schema = database() and table_name like 'm\\_%'",
  );
  const indexes = await all<{ t: string; i: string; c: string }>(
    read,
    dialect === 'sqlite'
      ? "select m.tbl_name as t, m.name as i, x.name as c from sqlite_master m join pragma_index_info(m.name) x where m.type = 'index' and m.tbl_name like 'm\\_%' escape '\\' order by m.name, x.seqno"
      : "select table_name as t, index_name as i, column_name as c from information_schema.statistics where table_schema = database() and table_name like 'm\\_%' order by index_name, seq_in_index",
  );
  const tables = new Map<
    string,
    { columns: Set<string>; generated: Set<string>; indexes: Map<string, readonly string[]> }
  >();
  for (const { t, c, g } of columns) {
    const table = tables.get(t) ?? { columns: new Set(), generated: new Set(), indexes: new Map() };
    tables.set(t, table);
    table.columns.add(c);
    if (Number(g) === 1) table.generated.add(c);
  }
  for (const { t, i, c } of indexes) {
    const found = tables.get(t)?.indexes;
    found?.set(i, [...(found.get(i) ?? []), c]);
  }
  return tables;
};

/** Columns of a declared index that lie in the module's table; title, due date and regime lie in the header. */
const indexColumns = (spec: ModuleTableSpec, declared: readonly string[]): string[] => {
  const types = new Map(spec.fields.map(({ path, type }) => [path, type]));
  const columns: string[] = [];
  for (const name of declared) {
    const type = types.get(name);
    const own = name in baseColumns || name === 'layout' ? name : type && columnName(name, type);
    const column = system[name] ?? own;
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

/** Bytes InnoDB takes for the columns of one index. */
const indexBytes = 3072;
const systemWidths: Readonly<Record<string, number>> = { state: 200, created_at: 30, modified_at: 30, version: 2 };

const typesOf = (spec: ModuleTableSpec) =>
  new Map(spec.fields.map(({ path, type }) => [columnName(path, type), type] as const));

/** As many columns of an index as the database takes: the first ones find, those behind spare reading rows. */
const fitting = (dialect: Dialect, spec: ModuleTableSpec, columns: readonly string[]): string[] => {
  if (dialect === 'sqlite') return [...columns];
  const types = typesOf(spec);
  let left = indexBytes;
  const end = columns.findIndex((column) => {
    const type = types.get(column);
    left -= type === undefined ? 4 * (systemWidths[column] ?? 64) + 3 : indexedBytes(type);
    return left < 0;
  });
  return end < 0 ? [...columns] : columns.slice(0, end);
};

const createIndex = (dialect: Dialect, spec: ModuleTableSpec, table: string, columns: readonly string[]) => {
  const types = typesOf(spec);
  const part = (column: string): string => {
    const type = types.get(column);
    const long = dialect === 'mariadb' && type !== undefined && isLong(type);
    return long ? `${quote(column)}(${indexedLength})` : quote(column);
  };
  const name = nameOf(table, columns);
  return {
    name,
    ddl: `create index if not exists ${quote(name)} on ${quote(table)} (${columns.map(part).join(', ')})`,
  };
};

/** The data lies behind what is looked for, so that a row is found without reading through it. */
const newTable = (dialect: Dialect, { table, columns }: Layout): string => {
  const base = Object.entries(baseColumns).map(([column, word]) => `${quote(column)} ${columnType(dialect, word)}`);
  const own = columns.map((column) => columnDdl(dialect, column));
  const parts = [
    ...base,
    layoutColumn(dialect),
    ...own,
    `\`data\` ${columnType(dialect, 'json')}`,
    'primary key (`id`)',
  ];
  return `create table if not exists ${quote(table)} (${parts.join(', ')})${tableTail(dialect)}`;
};

const newColumns = (dialect: Dialect, { table, columns }: Layout, found: Present): string[] => {
  if (found.columns.size === 0) return [];
  const missing = columns.filter(({ name }) => !found.columns.has(name)).map((column) => columnDdl(dialect, column));
  const marker = found.columns.has('layout') ? [] : [layoutColumn(dialect)];
  return [...marker, ...missing].map((ddl) => `alter table ${quote(table)} add column ${ddl}`);
};

const newIndexes = (dialect: Dialect, spec: ModuleTableSpec, table: string, found: Present): string[] => {
  const statements = new Set<string>();
  for (const wanted of wantedIndexes(spec)) {
    const { name, ddl } = createIndex(dialect, spec, table, fitting(dialect, spec, wanted));
    if (!found.indexes.has(name)) statements.add(ddl);
  }
  return [...statements];
};

/** What an older version made and this one does not use: it would be computed anew with every write. */
const oldColumns = (dialect: Dialect, table: string, { generated, indexes }: Present): string[] => [
  ...[...indexes]
    .filter(([, columns]) => columns.some((column) => generated.has(column)))
    .map(([index]) => `drop index ${quote(index)}${dialect === 'sqlite' ? '' : ` on ${quote(table)}`}`),
  ...[...generated].map((column) => `alter table ${quote(table)} drop column ${quote(column)}`),
];

/** Makes one table what its module needs; the answer is the number of statements of DDL. */
const prepareTable = async (
  storage: Storage,
  spec: ModuleTableSpec,
  found: Present,
  progress: Progress | undefined,
): Promise<number> => {
  const { dialect } = storage;
  const layout = makeLayout(dialect, spec.key, spec.fields);
  const columns = found.columns.size === 0 ? [newTable(dialect, layout)] : newColumns(dialect, layout, found);
  if (columns.length > 0) await storage.define(columns);
  await noteLayout(storage, layout);
  // Rows get their columns before the indexes are made, and the columns of an older version go only when that is done:
  // whatever is cut off here is done again by the next run.
  if (found.generated.size > 0) await settleEveryRow(storage, layout, progress);
  else await settleModule(storage, layout, progress);
  const rest = [...newIndexes(dialect, spec, layout.table, found), ...oldColumns(dialect, layout.table, found)];
  if (rest.length > 0) await storage.define(rest);
  return columns.length + rest.length;
};

const settleModule = async (storage: Storage, layout: Layout, progress?: Progress): Promise<number> =>
  settleRows(storage, layout, staleLayouts(layout, (await knownLayouts(storage.read)).get(layout.table)), progress);

/**
 * Makes the tables, columns and indexes the modules need, and gives every row its columns. Nothing that is used is taken
 * away, and a run that was cut off is finished by the next. The answer is the number of statements of DDL.
 */
export const prepareModuleTables = async (
  storage: Storage,
  modules: readonly ModuleTableSpec[],
  progress?: Progress,
): Promise<number> => {
  const tables = await present(storage);
  let count = 0;
  for (const spec of modules)
    count += await prepareTable(storage, spec, tables.get(moduleTableName(spec.key)) ?? none, progress);
  // SQLite knows nothing of a new index until it is told; InnoDB keeps its own statistics.
  if (count > 0 && storage.dialect === 'sqlite') await storage.optimize();
  return count;
};

/** Rows that somebody with an older release wrote since the tables were prepared get their columns. */
export const settleModules = async (storage: Storage, modules: readonly ModuleTableSpec[]): Promise<number> => {
  let count = 0;
  for (const { key, fields } of modules) count += await settleModule(storage, makeLayout(storage.dialect, key, fields));
  return count;
};
