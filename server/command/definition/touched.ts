import type { Catalog } from '#engine/definition/catalog.ts';
import { nameOf, usedByDeadline, usedByRules } from './used-by.ts';

/** What a set of changed files touches: definitions that decide something, directly or through what they use. */
export interface Touched {
  readonly ruleSets: readonly string[];
  readonly deadlines: readonly string[];
}

/** The rule sets of single records and the deadlines whose answers may differ between two catalogs that differ in `changed`. */
export const touchedBy = (changed: readonly string[], before: Catalog, after: Catalog): Touched => {
  const names = new Set(changed.map(nameOf));
  const isTouched = (uses: readonly string[]) => uses.some((name) => names.has(name));
  const both = [before, after];
  const ruleSets = both.flatMap((catalog) =>
    [...catalog.definitions.ruleset.values()].filter((one) => isTouched(usedByRules(catalog, one))),
  );
  const deadlines = both.flatMap((catalog) =>
    [...catalog.definitions.deadline.values()].filter((one) => isTouched(usedByDeadline(catalog, one))),
  );
  return { ruleSets: unique(ruleSets), deadlines: unique(deadlines) };
};

const unique = (definitions: readonly { readonly key: string }[]): string[] =>
  [...new Set(definitions.map(({ key }) => key))].sort();
