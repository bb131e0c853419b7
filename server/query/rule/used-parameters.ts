import { otherAggregates } from '#engine/aggregate/other-aggregates.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** Keys of the parameters a rule set depends on: its own, and those of the aggregates it is made from. */
export const usedParameters = ({ definitions }: Catalog, ruleSet: RuleSetDefinition): readonly string[] => {
  const places = [ruleSet, ...aggregatesOf(definitions, ruleSet)];
  return [...new Set(places.flatMap(named))].filter((key) => definitions.parameter.has(key)).sort();
};

const aggregatesOf = (
  { aggregate }: Catalog['definitions'],
  { subject, facts }: RuleSetDefinition,
): readonly unknown[] => {
  const measured = Object.values(facts).flatMap(({ measure }) => measure?.split('.')[0] ?? []);
  const found = new Set<string>();
  const follow = (key: string): void => {
    const one = aggregate.get(key);
    if (one === undefined || found.has(key)) return;
    found.add(key);
    for (const other of otherAggregates(one)) follow(other.key);
  };
  for (const key of [...(subject?.from ?? []), ...measured]) follow(key);
  return [...found].map((key) => aggregate.get(key));
};

const named = (place: unknown): readonly string[] => {
  if (Array.isArray(place)) return place.flatMap(named);
  if (!isObject(place)) return [];
  return Object.entries(place).flatMap(([name, value]) =>
    name === 'parameter' && typeof value === 'string' ? [value] : named(value),
  );
};
