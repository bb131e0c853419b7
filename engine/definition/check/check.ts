import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import type { AnyDefinition, Kind } from '../kinds.ts';
import { pathOf } from '../kinds.ts';

/** One check over the whole set; it never throws for definitions that fit their schemas. */
export type Check = (catalog: Catalog) => Finding[];

export const definitionPath = (definition: AnyDefinition): string =>
  pathOf(definition.kind, definition.key, definition.module);

export const finding = (
  definition: AnyDefinition,
  path: string,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): Finding => ({ file: definitionPath(definition), path, code, params });

/** The compiled module, or undefined while it or one of its parts is missing: other checks report that. */
export const moduleOf = (catalog: Catalog, key: string | undefined): CompiledModule | undefined => {
  if (key === undefined || !catalog.definitions.module.has(key)) return undefined;
  try {
    return catalog.module(key);
  } catch {
    return undefined;
  }
};

export const keysOf = (catalog: Catalog, kind: Kind): Iterable<string> => catalog.definitions[kind].keys();
