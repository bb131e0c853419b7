import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { indexFor } from './covering-index.ts';
import { changedSince } from './dated-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { type Source, sourceOf } from './source.ts';

/** Looks up what an aggregate's statement depends on: changes since the day, an index, the event its window begins with. */
export const openSource = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
): Promise<Source> => {
  const changed = await changedSince(place, aggregate, question);
  // The index holds what records have now.
  const index = changed.size > 0 ? undefined : await indexFor(place, aggregate, question);
  return sourceOf(place, aggregate, question, { index, changed, event: await eventOf(place, aggregate, question) });
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
  return await openSource(place, event, { ...question, group: Object.fromEntries(shared) });
};
