import { createHash } from 'node:crypto';
import { settledFacts } from '#engine/aggregate/settled.ts';
import type { Catalog, CompiledModule, ModuleField } from '#engine/definition/catalog.ts';
import type { Dialect } from '#migrations/ddl.ts';
import { moduleTableName } from './db.ts';
import {
  type ColumnField,
  type ColumnValue,
  columnValue,
  isSet,
  type ModuleColumn,
  moduleColumn,
} from './module-columns.ts';
import { settledColumn } from './settled-columns.ts';

/** The columns of a module's table as one release has them. Each row names the layout that it was last written with. */
export interface Layout {
  readonly dialect: Dialect;
  readonly table: string;
  /** Follows from the names of the columns, which say path and type. */
  readonly id: string;
  readonly columns: readonly ModuleColumn[];
  /** Settled facts by aggregate and word, with the names of their columns. */
  readonly words: ReadonlyMap<string, ModuleColumn>;
}

export type SettledFacts = ReturnType<typeof settledFacts>;

/** How a settled fact of an aggregate is named among the columns of an index. */
export const wordName = (aggregate: string, word: string): string => `${aggregate} ${word}`;

/** Whether a field has a column: one that lists, queries or indexes use, or, ids in a list too, aggregates. */
export const hasColumn = ({ type, list, query, index, aggregated }: ModuleField): boolean =>
  isSet(type)
    ? aggregated === true && (type === 'codes' || type === 'users')
    : list || query || index || aggregated === true;

/** Characters of a layout's name: enough that two never meet. */
const idLength = 16;

export const makeLayout = (
  dialect: Dialect,
  module: string,
  fields: Iterable<ColumnField>,
  settled: SettledFacts = [],
): Layout => {
  const plain = [...fields].map((field) => moduleColumn(dialect, field));
  const byPath = new Map(plain.map((column) => [column.path.join('.'), column]));
  const words = new Map(
    settled.map((fact) => [
      wordName(fact.aggregate, fact.word),
      settledColumn(dialect, fact, (path) => byPath.get(path)),
    ]),
  );
  // Aggregates that ask the same share a column.
  const columns = [...plain, ...new Map([...words.values()].map((column) => [column.name, column])).values()];
  const names = columns.map(({ name }) => name).sort();
  const id = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, idLength);
  return { dialect, table: moduleTableName(module), id, columns, words };
};

/** The fields of a module that have a column. */
export const columnFields = (module: CompiledModule): ColumnField[] =>
  [...module.fields]
    .filter(([, field]) => hasColumn(field))
    .map(([path, { type, longest }]) => ({ path, type, ...(longest !== undefined && { longest }) }));

const layouts = { sqlite: new WeakMap<CompiledModule, Layout>(), mariadb: new WeakMap<CompiledModule, Layout>() };

/** The layout of a module of the catalog in force; what a record pins has no say in it. */
export const layoutOf = (dialect: Dialect, module: CompiledModule): Layout => {
  const known = layouts[dialect].get(module);
  if (known !== undefined) return known;
  const made = makeLayout(dialect, module.definition.key, columnFields(module), settledFacts(module));
  layouts[dialect].set(module, made);
  return made;
};

/** The modules of a catalog that are complete. */
export const completeModules = (catalog: Catalog): CompiledModule[] =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    try {
      return [catalog.module(key)];
    } catch {
      return [];
    }
  });

/** All column values of a record, in the order of the layout's columns. */
export const columnValues = ({ dialect, columns }: Layout, data: unknown): ColumnValue[] =>
  columns.map((column) => columnValue(dialect, column, data));
