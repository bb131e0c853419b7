import type { Catalog } from '#engine/definition/catalog.ts';
import { nameOf, usedByRules } from './used-by.ts';

/** The rule sets over many records whose answers may differ between two catalogs that differ in `changed`. */
export const touchedSweeps = (changed: readonly string[], before: Catalog, after: Catalog): readonly string[] => {
  const names = new Set(changed.map(nameOf));
  const touched = [before, after].flatMap((catalog) =>
    [...catalog.definitions.ruleset.values()]
      .filter(({ subject }) => subject !== undefined)
      .filter((ruleSet) => usedByRules(catalog, ruleSet).some((name) => names.has(name)))
      .map(({ key }) => key),
  );
  return [...new Set(touched)].sort();
};
