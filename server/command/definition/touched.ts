import type { Catalog } from '#engine/definition/catalog.ts';
import { type Kind, partsOf } from '#engine/definition/kinds.ts';

/** What a set of changed files touches: definitions that decide something, directly or through what they use. */
export interface Touched {
  readonly ruleSets: readonly string[];
  readonly deadlines: readonly string[];
}

/** The rule sets and deadlines whose answers may differ between two catalogs that differ in `changed`. */
export const touchedBy = (changed: readonly string[], before: Catalog, after: Catalog): Touched => {
  const has = keysByKind(changed);
  const both = <K extends 'ruleset' | 'deadline'>(kind: K) =>
    [before, after].flatMap((catalog) => [...catalog.definitions[kind].values()]);
  const ruleSets = both('ruleset').filter(
    ({ key, facts }) =>
      has('ruleset', key) ||
      Object.values(facts).some(({ parameter }) => parameter !== undefined && has('parameter', parameter)),
  );
  const deadlines = both('deadline').filter(
    ({ key, duration, calendar }) =>
      has('deadline', key) || has('parameter', duration.parameter) || has('calendar', calendar),
  );
  return { ruleSets: unique(ruleSets), deadlines: unique(deadlines) };
};

const keysByKind = (changed: readonly string[]): ((kind: Kind, key: string) => boolean) => {
  const names = new Set(
    changed.map((path) => {
      const parts = partsOf(path);
      return parts?.type === 'definition' ? `${parts.kind}/${parts.key}` : '';
    }),
  );
  return (kind, key) => names.has(`${kind}/${key}`);
};

const unique = (definitions: readonly { readonly key: string }[]): string[] =>
  [...new Set(definitions.map(({ key }) => key))].sort();
