import { usedFacts } from '../condition/compile.ts';
import type { AggregateDefinition, AggregateGroup, AggregateMeasure, ConditionJson } from '../schema/types.gen.ts';

/** Names in indexes of what several facts say together. */
export const settledWords: ReadonlySet<string> = new Set(['$where', '$key']);

/** Every fact of its source that an aggregate reads. */
export const factsOfAggregate = ({
  at,
  where,
  groupBy = [],
  measures,
  index = [],
}: AggregateDefinition): ReadonlySet<string> =>
  new Set([
    at,
    ...inCondition(where),
    ...groupBy.flatMap(ofGroup),
    ...Object.values(measures).flatMap(ofMeasure),
    ...index.flat().filter((name) => !settledWords.has(name)),
  ]);

const inCondition = (condition: ConditionJson | undefined): readonly string[] =>
  condition === undefined ? [] : usedFacts(condition);

const ofGroup = ({ field, coalesce }: AggregateGroup): readonly string[] =>
  [field, ...(coalesce ?? []).flatMap((part) => [part.field, ...(part.fields ?? [])])].filter(
    (name) => name !== undefined,
  );

const ofMeasure = ({ field, from, to, where }: AggregateMeasure): readonly string[] => [
  ...[field, from, to].filter((name) => name !== undefined),
  ...inCondition(where),
];
