import { foldCondition } from '#engine/aggregate/fold-condition.ts';
import { splitWhere } from '#engine/aggregate/settled.ts';
import type { Condition } from '#engine/condition/condition.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { layoutOf } from '../../storage/module-layout.ts';
import { indexFor } from './covering-index.ts';
import { changedSince } from './dated-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { isSettledOn } from './settled-on.ts';
import { type Source, sourceOf } from './source.ts';
import { recordsWanted, wantedMeasures } from './wanted.ts';

/**
 * Looks up what an aggregate's statement depends on: changes since the day, where they are not known yet, an index, the
 * event its window begins with.
 */
export const openSource = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  known?: ReadonlySet<string>,
): Promise<Source> => {
  const changed = known ?? (await changedSince(place, aggregate, question));
  const opened = { changed, event: await eventOf(place, aggregate, question) };
  const source = sourceOf(place, aggregate, question, opened);
  // The index holds what records have now.
  if (changed.size > 0) return source;
  const { where } = source;
  const rest = restOf(source);
  const reading = { measures: wantedMeasures(aggregate, question), records: recordsWanted(aggregate, question) };
  const found = await indexFor(place, aggregate, question, {
    ...reading,
    ...(where && { where }),
    ...(rest && { rest }),
  });
  if (found === undefined) return source;
  const { index, settled, elements } = found;
  if (settled.size === 0) return { ...source, index };
  const narrow = sourceOf(place, aggregate, question, { ...opened, settled });
  const kept = rest && settled.has('$where') ? withSettled(rest) : where;
  return { ...narrow, index, where: found.where ?? kept, ...(elements && { elements }) };
};

/** The condition without what records settled when they were written, where that is what it asks on the day. */
const restOf = ({ aggregate, module, dialect, question, resolved }: Source): Condition | undefined =>
  isSettledOn(layoutOf(dialect, module), module, aggregate, question.asOf)
    ? resolved({ all: splitWhere(aggregate).rest })
    : undefined;

const withSettled = (rest: Condition): Condition =>
  foldCondition({ all: [rest, { fact: '$where', operator: 'equal', value: true }] });

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
