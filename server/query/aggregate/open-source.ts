import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { indexFor } from './covering-index.ts';
import { changedSince } from './dated-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { type Source, sourceOf } from './source.ts';
import { recordsWanted, wantedMeasures } from './wanted.ts';

/** Looks up what an aggregate's statement depends on: changes since the day, an index, the event its window begins with. */
export const openSource = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
): Promise<Source> => {
  const changed = await changedSince(place, aggregate, question);
  const source = sourceOf(place, aggregate, question, { changed, event: await eventOf(place, aggregate, question) });
  // The index holds what records have now.
  if (changed.size > 0) return source;
  const { where } = source;
  const reading = { measures: wantedMeasures(aggregate, question), records: recordsWanted(aggregate, question) };
  const index = await indexFor(place, aggregate, question, { ...reading, ...(where && { where }) });
  return { ...source, index };
};

/** The aggregate a window `since` begins with, asked of everybody's records for the groups both have. */
const eventOf = async (
  { scope: _own, ...place }: AggregatePlace,
  { window }: AggregateDefinition,
  question: AggregateQuestion,
): Promise<Source | undefined> => {
  const event = window?.kind === 'since' ? place.catalog.definitions.aggregate.get(window.last ?? '') : undefined;
  if (event === undefined) return undefined;
  const keys = new Set((event.groupBy ?? []).map(({ key }) => key));
  const shared = Object.entries(question.group ?? {}).filter(([key]) => keys.has(key));
  const { among: _among, having: _having, measures: _measures, ...rest } = question;
  return await openSource(place, event, { ...rest, group: Object.fromEntries(shared) });
};
