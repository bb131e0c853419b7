import type { Catalog, ModuleField } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { aggregatesBehind } from './aggregates-behind.ts';

/** The fields of the records a rule set is asked for that it, or an aggregate it is made from, reads. */
export const eachFields = (catalog: Catalog, ruleSet: RuleSetDefinition): ReadonlyMap<string, ModuleField> => {
  const module = ruleSet.subject?.each?.module;
  if (module === undefined || !catalog.definitions.module.has(module)) return new Map();
  const { fields } = catalog.module(module);
  const read = new Set([ruleSet, ...aggregatesBehind(catalog, ruleSet)].flatMap(pathsIn));
  return new Map([...fields].filter(([path]) => read.has(path)));
};

/** As `{each: path}` or as the fact `each.path`. */
const pathsIn = (place: unknown): readonly string[] => {
  if (Array.isArray(place)) return place.flatMap(pathsIn);
  if (!isObject(place)) return typeof place === 'string' && place.startsWith('each.') ? [place.slice(5)] : [];
  return Object.entries(place).flatMap(([name, value]) =>
    name === 'each' && typeof value === 'string' ? [value] : pathsIn(value),
  );
};
