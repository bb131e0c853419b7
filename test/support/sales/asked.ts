import type { AggregateRow } from '#engine/aggregate/result.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';

/** An aggregate over sales that is asked without being in the catalog. */
export const aggregateOf = (more: Partial<AggregateDefinition>): AggregateDefinition => ({
  kind: 'aggregate',
  key: 'asked',
  module: 'sale',
  title: { zh: 'asked' },
  source: 'sale',
  at: 'soldOn',
  measures: { n: { function: 'count' } },
  ...more,
});

/** In the order of the names of their groups, as the loop gives them. */
export const sorted = (rows: readonly AggregateRow[]) =>
  [...rows].sort((a, b) => (JSON.stringify(Object.values(a.group)) < JSON.stringify(Object.values(b.group)) ? -1 : 1));
