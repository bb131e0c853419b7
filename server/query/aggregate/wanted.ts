import type { AggregateDefinition, AggregateMeasure } from '#engine/schema/types.gen.ts';
import type { AggregateQuestion } from './question.ts';

/** Whether the records counted are given with their groups. */
export const recordsWanted = (
  { keepRecords = false }: AggregateDefinition,
  { records = keepRecords }: AggregateQuestion,
): boolean => records;

/** The measures asked for with those they are made from. */
export const wantedMeasures = (
  { measures }: AggregateDefinition,
  { measures: names }: AggregateQuestion,
): AggregateDefinition['measures'] => {
  if (names === undefined) return measures;
  const wanted = new Set<string>();
  const follow = (name: string): void => {
    const measure = measures[name];
    if (measure === undefined || wanted.has(name)) return;
    wanted.add(name);
    for (const part of partsOf(measure)) follow(part);
  };
  for (const name of names) follow(name);
  return Object.fromEntries(Object.entries(measures).filter(([name]) => wanted.has(name)));
};

/** Measures of the same aggregate. */
const partsOf = ({ ratio, share }: AggregateMeasure): readonly string[] => [
  ...[ratio?.of, ratio?.to].filter((part) => typeof part === 'string'),
  ...(share === undefined ? [] : [share.of]),
];
