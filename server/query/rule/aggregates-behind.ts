import { otherAggregates } from '#engine/aggregate/other-aggregates.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { AggregateDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** The aggregates a rule set is made from, with those they take measures of. */
export const aggregatesBehind = (
  { definitions }: Pick<Catalog, 'definitions'>,
  { subject, facts }: Pick<RuleSetDefinition, 'subject' | 'facts'>,
): readonly AggregateDefinition[] => {
  const found = new Map<string, AggregateDefinition>();
  const follow = (key: string): void => {
    const one = definitions.aggregate.get(key);
    if (one === undefined || found.has(key)) return;
    found.set(key, one);
    for (const other of otherAggregates(one)) follow(other.key);
  };
  for (const key of subject?.from ?? []) follow(key);
  for (const { measure } of Object.values(facts)) follow(measure?.split('.')[0] ?? '');
  return [...found.values()];
};
