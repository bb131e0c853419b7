import { otherAggregates } from '#engine/aggregate/other-aggregates.ts';
import type { Catalog, ModuleField } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** The fields of the records a rule set is asked for that it, or an aggregate it is made from, reads. */
export const eachFields = (catalog: Catalog, ruleSet: RuleSetDefinition): ReadonlyMap<string, ModuleField> => {
  const module = ruleSet.subject?.each?.module;
  if (module === undefined || !catalog.definitions.module.has(module)) return new Map();
  const { fields } = catalog.module(module);
  const read = new Set([ruleSet, ...aggregatesBehind(catalog, ruleSet)].flatMap(pathsIn));
  return new Map([...fields].filter(([path]) => read.has(path)));
};

const aggregatesBehind = ({ definitions }: Catalog, { subject, facts }: RuleSetDefinition): readonly unknown[] => {
  const found = new Set<string>();
  const follow = (key: string): void => {
    const one = definitions.aggregate.get(key);
    if (one === undefined || found.has(key)) return;
    found.add(key);
    for (const other of otherAggregates(one)) follow(other.key);
  };
  for (const key of subject?.from ?? []) follow(key);
  for (const { measure } of Object.values(facts)) follow(measure?.split('.')[0] ?? '');
  return [...found].map((key) => definitions.aggregate.get(key));
};

/** As `{each: path}` or as the fact `each.path`. */
const pathsIn = (place: unknown): readonly string[] => {
  if (Array.isArray(place)) return place.flatMap(pathsIn);
  if (!isObject(place)) return typeof place === 'string' && place.startsWith('each.') ? [place.slice(5)] : [];
  return Object.entries(place).flatMap(([name, value]) =>
    name === 'each' && typeof value === 'string' ? [value] : pathsIn(value),
  );
};
