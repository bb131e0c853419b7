import { type AggregateReading, coveringIndex, lookupIndex } from '#engine/aggregate/indexes.ts';
import { sourceFacts } from '#engine/aggregate/source-facts.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { moduleTableName, one } from '../../storage/db.ts';
import { indexName } from '../../storage/module-tables.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';

const long: ReadonlySet<string> = new Set(['text', 'codes', 'users']);

/** Definitions are immutable, and an index that was made stays; one of a draft may not have been made yet. */
const made = new WeakMap<AggregateDefinition, Set<string>>();

/**
 * The index to read an aggregate through: where all groups are asked one that begins with the business date, or with what
 * the condition fixes; for some of them one that begins with their key. It holds every fact.
 */
export const indexFor = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  { group = {}, among }: AggregateQuestion,
  reading: AggregateReading,
): Promise<string | undefined> => {
  const groups = Object.keys(group).length > 0 ? [group] : among;
  const columns = groups === undefined ? coveringIndex(aggregate, reading) : lookupIndex(aggregate, reading, groups);
  if (columns === undefined) return undefined;
  const module = place.catalog.module(aggregate.source);
  const types = sourceFacts(module);
  // MariaDB holds only the beginning of a text, so that it would have to read every record all the same.
  if (place.dialect === 'mariadb' && columns.some((fact) => long.has(types[fact] ?? ''))) return undefined;
  const name = indexName(module, columns);
  const known = made.get(aggregate) ?? new Set();
  made.set(aggregate, known);
  if (!known.has(name) && !(await exists(place, moduleTableName(aggregate.source), name))) return undefined;
  known.add(name);
  return name;
};

const exists = async ({ db, dialect }: AggregatePlace, table: string, index: string): Promise<boolean> =>
  (await one(
    db,
    dialect === 'sqlite'
      ? "select 1 from sqlite_master where type = 'index' and tbl_name = ? and name = ?"
      : 'select 1 from information_schema.statistics where table_schema = database() and table_name = ? and index_name = ? limit 1',
    [table, index],
  )) !== undefined;
