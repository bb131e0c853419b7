import type { Catalog } from '#engine/definition/catalog.ts';
import { fileOf } from '#engine/definition/catalog.ts';
import type { ParameterUse } from '#engine/rule/derive-facts.ts';

/** A parameter value a decision stands on, with the hash of the file that gave it. */
export interface ParameterVersion extends ParameterUse {
  readonly hash: string;
}

/** Each use once, in the order of facts. */
export const parameterVersions = (catalog: Catalog, uses: readonly ParameterUse[]): readonly ParameterVersion[] => {
  const byFact = new Map(uses.map((use) => [`${use.fact}\n${use.key}`, use]));
  return [...byFact.values()]
    .map((use) => ({ ...use, hash: catalog.hashes.get(fileOf(catalog, 'parameter', use.key)) ?? '' }))
    .sort((a, b) => (a.fact < b.fact ? -1 : 1));
};
