import type { AggregateDefinition, ConditionJson } from '../schema/types.gen.ts';
import { factsOfAggregate } from './used-facts.ts';

/**
 * The indexes an aggregate asks for, as columns in order. One with the business date also names the record
 * where records are kept, so that it holds all that a run reads.
 */
export const indexesOf = ({
  at,
  index = [],
  keepRecords = false,
}: AggregateDefinition): readonly (readonly string[])[] =>
  index.map((columns) =>
    keepRecords && columns.includes(at) ? [...new Set([...columns, '$id', '$version'])] : columns,
  );

/**
 * The index to read all rows through: it holds every fact the aggregate reads, and begins with the business date, or
 * with facts the condition fixes and then the date.
 */
export const coveringIndex = (aggregate: AggregateDefinition): readonly string[] | undefined => {
  const { index: _declared, ...rest } = aggregate;
  const facts = [...factsOfAggregate(rest)].filter((fact) => !fact.startsWith('each.'));
  const fixed = fixedFacts(aggregate.where);
  return indexesOf(aggregate).find((columns) => {
    const before = columns.slice(0, columns.indexOf(aggregate.at));
    return (
      columns.includes(aggregate.at) &&
      before.every((fact) => fixed.has(fact)) &&
      facts.every((fact) => columns.includes(fact))
    );
  });
};

/** Facts that every row counted has one value of, or one of a few. */
const fixedFacts = (where: ConditionJson | undefined): ReadonlySet<string> => {
  const members = where === undefined ? [] : 'all' in where ? where.all : [where];
  return new Set(
    members.flatMap((one) => ('fact' in one && (one.operator === 'equal' || one.operator === 'in') ? [one.fact] : [])),
  );
};
