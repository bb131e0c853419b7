import { type Expression, sql } from 'kysely';
import { type AggregateReading, coveringIndex, lookupIndex, wordsIn } from '#engine/aggregate/indexes.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { one } from '../../storage/db.ts';
import { isLong } from '../../storage/module-columns.ts';
import { type Layout, layoutOf, wordName } from '../../storage/module-layout.ts';
import { indexName } from '../../storage/module-tables.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';

/** Definitions are immutable, and an index that was made stays; one of a draft may not have been made yet. */
const made = new WeakMap<AggregateDefinition, Set<string>>();

/** An index that holds all that is read, and the columns it has for what several fields say, by their words. */
export interface FoundIndex {
  readonly index: string;
  readonly settled: ReadonlyMap<string, Expression<unknown>>;
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
  const groups = Object.keys(group).length > 0 ? [group] : among;
  const columns = groups === undefined ? coveringIndex(aggregate, reading) : lookupIndex(aggregate, reading, groups);
  if (columns === undefined) return undefined;
  const layout = layoutOf(place.dialect, place.catalog.module(aggregate.source));
  // MariaDB holds only the beginning of a long text, so that it would have to read every record all the same.
  if (place.dialect === 'mariadb' && holdsLong(layout, aggregate, columns)) return undefined;
  const index = indexName(layout, aggregate.key, columns);
  const known = made.get(aggregate) ?? new Set();
  made.set(aggregate, known);
  if (!known.has(index) && !(await exists(place, layout.table, index))) return undefined;
  known.add(index);
  return { index, settled: settledIn(layout, aggregate, reading, columns) };
};

const holdsLong = (layout: Layout, { key }: AggregateDefinition, columns: readonly string[]): boolean => {
  const byPath = new Map(layout.columns.map((column) => [column.path.join('.'), column]));
  return columns.some((fact) => {
    const column = layout.words.get(wordName(key, fact)) ?? byPath.get(fact);
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
