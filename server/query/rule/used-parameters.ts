import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { aggregatesBehind } from './aggregates-behind.ts';

/** Keys of the parameters a rule set depends on: its own, and those of the aggregates it is made from. */
export const usedParameters = ({ definitions }: Catalog, ruleSet: RuleSetDefinition): readonly string[] => {
  const places = [ruleSet, ...aggregatesBehind({ definitions }, ruleSet)];
  return [...new Set(places.flatMap(named))].filter((key) => definitions.parameter.has(key)).sort();
};

const named = (place: unknown): readonly string[] => {
  if (Array.isArray(place)) return place.flatMap(named);
  if (!isObject(place)) return [];
  return Object.entries(place).flatMap(([name, value]) =>
    name === 'parameter' && typeof value === 'string' ? [value] : named(value),
  );
};
