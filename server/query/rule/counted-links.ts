import type { Catalog } from '#engine/definition/catalog.ts';
import type { CountedList } from '#engine/rule/counted.ts';
import type { Context } from '../../command/context.ts';
import type { CountedRecords } from '../fact/fact-source.ts';
import { type ReachedRecord, reachedRecords } from './reached-records.ts';

const mostShown = 200;

/** The records a decision counted, by aggregate or fact, as this actor may follow them. */
export const countedLinks = async (
  context: Context,
  definitions: Catalog['definitions'],
  counted: Readonly<Record<string, CountedRecords>>,
): Promise<readonly CountedList[]> => {
  const lists = Object.entries(counted).filter(([, records]) => records.length > 0);
  const ids = [...new Set(lists.flatMap(([, records]) => records.slice(0, mostShown).map(({ id }) => id)))];
  const known = await reachedRecords(context, ids);
  return lists.map(([key, records]) => ({
    key,
    title: definitions.aggregate.get(key)?.title ?? { zh: key },
    total: records.length,
    records: records.slice(0, mostShown).map(({ id, version }) => ({ ...(known.get(id) ?? unknown), id, version })),
  }));
};

const unknown: { readonly [name in keyof ReachedRecord]: null } = {
  module: null,
  title: null,
  stateTitle: null,
  current: null,
};
