import { createHash } from 'node:crypto';
import { indexesOf } from '#engine/aggregate/indexes.ts';
import { settledFacts } from '#engine/aggregate/settled.ts';
import { settledWords } from '#engine/aggregate/used-facts.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { columnType, type Dialect, quote, tableTail } from '#migrations/ddl.ts';
import { elementColumn } from './element-rows.ts';
import { elementIndexColumns, elementIndexName, newElementTable } from './element-tables.ts';
import {
  type ColumnField,
  columnDdl,
  columnWidth,
  indexedBytes,
  indexedLength,
  isLong,
  isSet,
} from './module-columns.ts';
import {
  columnFields,
  type Layout,
  type LayoutMore,
  listFields,
  makeLayout,
  moduleElements,
  wordName,
} from './module-layout.ts';
import { none, type Present, presentTables } from './present-tables.ts';
import { knownLayouts, noteLayout, type Progress, settleEveryRow, settleRows, staleLayouts } from './settle-rows.ts';
import type { Storage } from './storage.ts';

export interface ModuleTableSpec extends LayoutMore {
  readonly key: string;
  readonly fields: readonly ColumnField[];
  /** Column lists of the declared list indexes: field paths, or `$state`, `$organization`, `$owner`, `$created`, `$modified`. */
  readonly indexes: readonly (readonly string[])[];
}

const layoutFor = (dialect: Dialect, { key, fields, ...more }: ModuleTableSpec): Layout =>
  makeLayout(dialect, key, fields, more);

/** The table a compiled module needs: a column for each single-valued field that lists, queries or indexes use. */
export const moduleTableSpec = (module: CompiledModule): ModuleTableSpec => ({
  key: module.definition.key,
  fields: columnFields(module),
  settled: settledFacts(module),
  elements: moduleElements(module),
  indexes: [
    ...orderIndexes(module.definition.list.sort ?? '-$modified'),
    ...(module.definition.list.indexes ?? []),
    ...module.aggregates.flatMap((aggregate) =>
      indexesOf(aggregate)
        .filter(([first = '']) => !listFields(module).has(first))
        .map((columns) => named(aggregate.key, columns)),
    ),
    ...[...module.fields].filter(([, field]) => field.index && !isSet(field.type)).map(([path]) => [path]),
  ],
});

/** The columns of an aggregate's index, its settled facts by their names. */
const named = (aggregate: string, columns: readonly string[]): readonly string[] =>
  columns.map((column) => (settledWords.has(column) ? wordName(aggregate, column) : column));

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

/** Columns of a declared index that lie in the module's table; title, due date and regime lie in the header. */
const indexColumns = ({ columns: all, words }: Layout, declared: readonly string[]): string[] => {
  const paths = new Map(all.map(({ path, name }) => [path.join('.'), name]));
  const columns: string[] = [];
  for (const name of declared) {
    const own = name in baseColumns || name === 'layout' ? name : paths.get(name);
    const column = system[name] ?? words.get(name)?.name ?? own;
    if (column === undefined || column === '') break;
    columns.push(column);
  }
  return columns;
};

/** An index with whose columns another begins serves nothing of its own. */
const wantedIndexes = (layout: Layout, spec: ModuleTableSpec): string[][] => {
  const all = [...baseIndexes, ...spec.indexes.map((declared) => indexColumns(layout, declared))];
  const keys = [...new Set(all.filter((columns) => columns.length > 0).map((columns) => columns.join()))];
  return keys.filter((key) => !keys.some((other) => other.startsWith(`${key},`))).map((key) => key.split(','));
};

const nameOf = (table: string, columns: readonly string[]): string =>
  `x_${digest(`${table}:${columns.join()}`).slice(0, 24)}`;

/** The name an index of an aggregate has, once it is made. */
export const indexName = (layout: Layout, aggregate: string, facts: readonly string[]): string =>
  nameOf(layout.table, indexColumns(layout, named(aggregate, facts)));

/** Bytes InnoDB takes for the columns of one index. */
const indexBytes = 3072;
const systemWidths: Readonly<Record<string, number>> = { state: 200, created_at: 30, modified_at: 30, version: 2 };

/** A table with the columns an index may have beside those every module has. */
interface Indexed extends Pick<Layout, 'dialect' | 'table' | 'columns'> {}

const columnsByName = ({ columns }: Indexed) => new Map(columns.map((column) => [column.name, column] as const));

/** As many columns of an index as the database takes: the first ones find, those behind spare reading rows. */
const fitting = (table: Indexed, columns: readonly string[]): string[] => {
  if (table.dialect === 'sqlite') return [...columns];
  const own = columnsByName(table);
  let left = indexBytes;
  const end = columns.findIndex((name) => {
    const column = own.get(name);
    left -= column === undefined ? 4 * (systemWidths[name] ?? 64) + 3 : indexedBytes(column);
    return left < 0;
  });
  return end < 0 ? [...columns] : columns.slice(0, end);
};

const createIndex = (table: Indexed, name: string, columns: readonly string[]): string => {
  const own = columnsByName(table);
  const part = (one: string): string => {
    const column = own.get(one);
    const long = table.dialect === 'mariadb' && column !== undefined && isLong(column);
    return long ? `${quote(one)}(${indexedLength})` : quote(one);
  };
  return `create index if not exists ${quote(name)} on ${quote(table.table)} (${columns.map(part).join(', ')})`;
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
  return [
    ...[...marker, ...missing].map((ddl) => `alter table ${quote(table)} add column ${ddl}`),
    ...narrower(dialect, { table, columns }, found),
  ];
};

/** Columns that an older version made wider than any value is, so that fewer of them fit into an index. */
const narrower = (dialect: Dialect, { table, columns }: Pick<Layout, 'table' | 'columns'>, { widths }: Present) => {
  const parts = columns
    .filter((column) => !isLong(column) && (widths.get(column.name) ?? 0) > columnWidth(column))
    .map((column) => `modify column ${columnDdl(dialect, column)}`);
  return parts.length === 0 ? [] : [`alter ignore table ${quote(table)} ${parts.join(', ')}`];
};

const newIndexes = (layout: Layout, spec: ModuleTableSpec, found: Present): string[] => {
  const statements = new Set<string>();
  for (const wanted of wantedIndexes(layout, spec)) {
    const columns = fitting(layout, wanted);
    const name = nameOf(layout.table, columns);
    if (!found.indexes.has(name)) statements.add(createIndex(layout, name, columns));
  }
  return [...statements];
};

type Tables = ReadonlyMap<string, Present>;

const newElementTables = ({ table, elements }: Layout, tables: Tables): string[] =>
  [...elements.values()].filter(({ name }) => !tables.has(name)).map((one) => newElementTable(table, one));

const newElementIndexes = ({ dialect, elements }: Layout, tables: Tables): string[] =>
  [...elements.values()].flatMap((one) => {
    const index = elementIndexName(one);
    if (tables.get(one.name)?.indexes.has(index)) return [];
    const table = { dialect, table: one.name, columns: [elementColumn, ...one.columns] };
    return [createIndex(table, index, fitting(table, elementIndexColumns(one)))];
  });

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
  tables: Tables,
  progress: Progress | undefined,
): Promise<number> => {
  const { dialect } = storage;
  const layout = layoutFor(dialect, spec);
  const found = tables.get(layout.table) ?? none;
  const own = found.columns.size === 0 ? [newTable(dialect, layout)] : newColumns(dialect, layout, found);
  const columns = [...own, ...newElementTables(layout, tables)];
  if (columns.length > 0) await storage.define(columns);
  await noteLayout(storage, layout);
  // Rows get their columns before the indexes are made, and the columns of an older version go only when that is done:
  // whatever is cut off here is done again by the next run.
  if (found.generated.size > 0) await settleEveryRow(storage, layout, progress);
  else await settleModule(storage, layout, progress);
  const rest = [
    ...newIndexes(layout, spec, found),
    ...newElementIndexes(layout, tables),
    ...oldColumns(dialect, layout.table, found),
  ];
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
  const tables = await presentTables(storage);
  let count = 0;
  for (const spec of modules) count += await prepareTable(storage, spec, tables, progress);
  // SQLite knows nothing of a new index until it is told; InnoDB keeps its own statistics.
  if (count > 0 && storage.dialect === 'sqlite') await storage.optimize();
  return count;
};

/** Rows that somebody with an older release wrote since the tables were prepared get their columns. */
export const settleModules = async (storage: Storage, modules: readonly ModuleTableSpec[]): Promise<number> => {
  let count = 0;
  for (const spec of modules) count += await settleModule(storage, layoutFor(storage.dialect, spec));
  return count;
};
