import { createHash } from 'node:crypto';
import { elementIndexes } from '#engine/aggregate/element-index.ts';
import { settledFacts } from '#engine/aggregate/settled.ts';
import type { Catalog, CompiledModule, ModuleField } from '#engine/definition/catalog.ts';
import type { Dialect } from '#migrations/ddl.ts';
import { moduleTableName } from './db.ts';
import type { ElementTable } from './element-rows.ts';
import { elementTable } from './element-tables.ts';
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
  /** Settled facts by aggregate and word. */
  readonly words: ReadonlyMap<string, ModuleColumn>;
  /** Rows of their own for values of fields that hold many, by the columns of the index that asks for them. */
  readonly elements: ReadonlyMap<string, ElementTable>;
}

/** What rows of a layout have that those of another may lack. */
export const partsOf = ({ columns, elements }: Pick<Layout, 'columns' | 'elements'>): string[] => [
  ...columns.map(({ name }) => name),
  ...[...elements.values()].map(({ name }) => name),
];

export const elementsKey = (columns: readonly string[]): string => columns.join();

type SettledFacts = ReturnType<typeof settledFacts>;

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
  { settled = [], elements: lists = [] }: LayoutMore = {},
): Layout => {
  const plain = [...fields].map((field) => moduleColumn(dialect, field));
  const byPath = new Map(plain.map((column) => [column.path.join('.'), column]));
  const words = new Map(
    settled.map((fact) => [
      wordName(fact.aggregate, fact.word),
      settledColumn(dialect, fact, (path) => byPath.get(path)),
    ]),
  );
  const elements = new Map(
    lists.flatMap((declared) => {
      const table = elementTable(dialect, module, declared, (path) => byPath.get(path));
      return table === undefined ? [] : [[elementsKey(declared), table] as const];
    }),
  );
  // Aggregates that ask the same share a column.
  const columns = [...plain, ...new Map([...words.values()].map((column) => [column.name, column])).values()];
  const names = partsOf({ columns, elements }).sort();
  const id = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, idLength);
  return { dialect, table: moduleTableName(module), id, columns, words, elements };
};

/** What aggregates ask of a layout beside fields. */
export interface LayoutMore {
  readonly settled?: SettledFacts;
  /** Columns of indexes that begin with a field of many values. */
  readonly elements?: readonly (readonly string[])[];
}

/** Fields of a module with many values. */
export const listFields = (module: CompiledModule): ReadonlySet<string> => {
  const known =
    lists.get(module) ?? new Set([...module.fields].flatMap(([path, { type }]) => (isSet(type) ? [path] : [])));
  lists.set(module, known);
  return known;
};

const lists = new WeakMap<CompiledModule, ReadonlySet<string>>();

export const moduleElements = (module: CompiledModule): readonly (readonly string[])[] => {
  const lists = listFields(module);
  const all = module.aggregates.flatMap((aggregate) => elementIndexes(aggregate, lists));
  return [...new Map(all.map((columns) => [elementsKey(columns), columns])).values()];
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
  const made = makeLayout(dialect, module.definition.key, columnFields(module), {
    settled: settledFacts(module),
    elements: moduleElements(module),
  });
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
