import { type Expression, sql } from 'kysely';
import { elementIndex } from '#engine/aggregate/element-index.ts';
import { foldCondition } from '#engine/aggregate/fold-condition.ts';
import { type AggregateReading, coveringIndex, factsRead, lookupIndex, wordsIn } from '#engine/aggregate/indexes.ts';
import type { Condition } from '#engine/condition/condition.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { one } from '../../storage/db.ts';
import { elementColumn } from '../../storage/element-rows.ts';
import { elementIndexName } from '../../storage/element-tables.ts';
import { isLong } from '../../storage/module-columns.ts';
import { elementsKey, type Layout, layoutOf, listFields, wordName } from '../../storage/module-layout.ts';
import { indexName } from '../../storage/module-tables.ts';
import { treeOf } from '../code-tree.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';

/** Definitions are immutable, and an index that was made stays; one of a draft may not have been made yet. */
const made = new WeakMap<AggregateDefinition, Set<string>>();

/** An index that holds all that is read, and the columns it has for what several fields say, by their words. */
export interface FoundIndex {
  readonly index: string;
  readonly settled: ReadonlyMap<string, Expression<unknown>>;
  /** Where it lies over values of a field that holds many. */
  readonly elements?: Elements;
  /** What is asked of the rows, where that is not what is asked of the records. */
  readonly where?: Condition;
}

/** Rows of a table of their own, one for each value of a record. */
export interface Elements {
  readonly table: string;
  /** Records are counted that hold one of these. */
  readonly values: readonly string[];
}

/**
 * The index to read an aggregate through: where all groups are asked one that begins with the business date, or with what
 * the condition fixes; for some of them one that begins with their key. It holds every fact.
 */
export const indexFor = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  { group = {}, among }: AggregateQuestion,
  reading: AggregateReading,
): Promise<FoundIndex | undefined> => {
  const module = place.catalog.module(aggregate.source);
  const layout = layoutOf(place.dialect, module);
  const asked = { ...reading, lists: listFields(module) };
  const groups = Object.keys(group).length > 0 ? [group] : among;
  const byKey = groups && lookupIndex(aggregate, asked, groups);
  const byElement = byKey === undefined ? await elementsFor(place, aggregate, layout, asked) : undefined;
  if (byElement !== undefined) return byElement;
  const columns = groups === undefined ? coveringIndex(aggregate, asked) : byKey;
  // MariaDB holds only the beginning of a long text, so that it would have to read every record all the same.
  if (columns === undefined || (place.dialect === 'mariadb' && readsLong(layout, aggregate, asked, columns)))
    return undefined;
  const index = indexName(layout, aggregate.key, columns);
  if (!(await isMade(place, aggregate, layout.table, index))) return undefined;
  return { index, settled: settledIn(layout, aggregate, asked, columns) };
};

const elementsFor = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  layout: Layout,
  reading: AggregateReading,
): Promise<FoundIndex | undefined> => {
  if (place.scope !== undefined || layout.elements.size === 0) return undefined;
  const tree = treeOf(place.catalog, place.catalog.module(aggregate.source));
  const found = elementIndex(aggregate, reading, tree);
  const table = found && layout.elements.get(elementsKey(found.columns));
  if (found === undefined || table === undefined) return undefined;
  const index = elementIndexName(table);
  const long = place.dialect === 'mariadb' && table.columns.some(isLong);
  if (long || !(await isMade(place, aggregate, table.name, index))) return undefined;
  return {
    index,
    settled: new Map([['$element', sql.ref(`m.${elementColumn.name}`)]]),
    elements: { table: table.name, values: found.values },
    where: foldCondition({ all: [{ fact: '$element', operator: 'in', value: [...found.values] }, found.rest] }),
  };
};

const isMade = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  table: string,
  index: string,
): Promise<boolean> => {
  const known = made.get(aggregate) ?? new Set();
  made.set(aggregate, known);
  if (!known.has(index) && !(await exists(place, table, index))) return false;
  known.add(index);
  return true;
};

const readsLong = (
  layout: Layout,
  aggregate: AggregateDefinition,
  reading: AggregateReading,
  columns: readonly string[],
): boolean => {
  const byPath = new Map(layout.columns.map((column) => [column.path.join('.'), column]));
  const { key } = wordsIn(aggregate, reading, columns);
  const facts = [...factsRead(aggregate, reading, columns), ...(key ? ['$key'] : [])];
  return facts.some((fact) => {
    const column = layout.words.get(wordName(aggregate.key, fact)) ?? byPath.get(fact);
    return column !== undefined && isLong(column);
  });
};

const settledIn = (
  layout: Layout,
  aggregate: AggregateDefinition,
  reading: AggregateReading,
  columns: readonly string[],
): FoundIndex['settled'] => {
  const words = wordsIn(aggregate, reading, columns);
  const used = [...(words.where ? ['$where'] : []), ...(words.key ? ['$key'] : [])];
  return new Map(
    used.flatMap((word) => {
      const column = layout.words.get(wordName(aggregate.key, word));
      return column === undefined ? [] : [[word, sql.ref(`m.${column.name}`)]];
    }),
  );
};

const exists = async ({ db, dialect }: AggregatePlace, table: string, index: string): Promise<boolean> =>
  (await one(
    db,
    dialect === 'sqlite'
      ? "select 1 from sqlite_master where type = 'index' and tbl_name = ? and name = ?"
      : 'select 1 from information_schema.statistics where table_schema = database() and table_name = ? and index_name = ? limit 1',
    [table, index],
  )) !== undefined;
