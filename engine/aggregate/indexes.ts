import type { AggregateDefinition } from '../schema/types.gen.ts';
import { factsOfAggregate } from './used-facts.ts';

/**
 * The indexes an aggregate asks for, as columns in order. One that begins with the business date also names the record
 * where records are kept, so that it holds all that a run reads.
 */
export const indexesOf = ({
  at,
  index = [],
  keepRecords = false,
}: AggregateDefinition): readonly (readonly string[])[] =>
  index.map((columns) => (keepRecords && columns[0] === at ? [...new Set([...columns, '$id', '$version'])] : columns));

/** The index that begins with the business date and holds every fact the aggregate reads. */
export const coveringIndex = (aggregate: AggregateDefinition): readonly string[] | undefined => {
  const { index: _declared, ...rest } = aggregate;
  const facts = [...factsOfAggregate(rest)];
  return indexesOf(aggregate).find(
    (columns) =>
      columns[0] === aggregate.at && facts.every((fact) => columns.includes(fact) || fact.startsWith('each.')),
  );
};
