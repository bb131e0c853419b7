import { otherAggregates } from '../../aggregate/other-aggregates.ts';
import { settledGroup, splitWhere } from '../../aggregate/settled.ts';
import type { FactType } from '../../condition/condition.ts';
import type { AggregateDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { each } from '../walk.ts';
import { conditionFaults } from './aggregate/conditions.ts';
import { groupFaults } from './aggregate/groups.ts';
import { measureFaults } from './aggregate/measures.ts';
import { sizeFaults } from './aggregate/size.ts';
import { factFaults, isTime, type Subject, subjectOf } from './aggregate/subject.ts';
import { windowFaults } from './aggregate/window.ts';
import { type Check, finding } from './check.ts';

/** Aggregates count rows there are by facts they have, and none is made from itself. */
export const checkAggregates: Check = (catalog) =>
  [...catalog.definitions.aggregate.values()].flatMap((aggregate) => {
    const subject = subjectOf(catalog, aggregate);
    return [...circleFaults(catalog, aggregate), ...(subject === undefined ? [] : subjectFaults(subject))];
  });

const subjectFaults = (subject: Subject): Finding[] => [
  ...factFaults(subject, '/at', subject.aggregate.at, isTime),
  ...windowFaults(subject),
  ...conditionFaults(subject, '/where', subject.aggregate.where),
  ...groupFaults(subject),
  ...measureFaults(subject),
  ...each('/index', subject.aggregate.index).flatMap(({ path, value }) =>
    each(path, value).flatMap((fact, place) => [
      ...(isWord(subject, fact.value) ? [] : factFaults(subject, fact.path, fact.value, isIndexed)),
      // No database takes a column twice into one index.
      ...(value.indexOf(fact.value) < place
        ? [finding(subject.aggregate, fact.path, 'aggregate-index-twice', { fact: fact.value })]
        : []),
    ]),
  ),
  ...sizeFaults(subject),
];

/** A version, and what several fields say together where there is such a thing. */
const isWord = ({ aggregate }: Subject, name: string): boolean =>
  name === '$version' ||
  (name === '$where' && splitWhere(aggregate).settled.length > 0) ||
  (name === '$key' && settledGroup(aggregate) !== undefined);

/** Rows of a grid and files have no column. */
const isIndexed = (type: FactType): boolean => type !== 'rows' && type !== 'files';

/** The place that leads back to the aggregate itself, over however many others. */
const circleFaults = (catalog: Catalog, aggregate: AggregateDefinition): Finding[] =>
  otherAggregates(aggregate).flatMap(({ path, key }) => {
    const way = wayTo(catalog, key, aggregate.key);
    return way === undefined
      ? []
      : [finding(aggregate, path, 'aggregate-circle', { way: [aggregate.key, ...way].join(' → ') })];
  });

/** The keys from one aggregate to another, both named; undefined where none leads there. */
const wayTo = (catalog: Catalog, from: string, to: string, seen = new Set<string>()): string[] | undefined => {
  if (from === to) return [from];
  const definition = catalog.definitions.aggregate.get(from);
  if (seen.has(from) || definition === undefined) return undefined;
  seen.add(from);
  for (const { key } of otherAggregates(definition)) {
    const way = wayTo(catalog, key, to, seen);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
};
