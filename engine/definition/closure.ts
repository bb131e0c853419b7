import { parseDefinition } from './canonical.ts';
import type { Catalog, CompiledModule, Definitions } from './catalog.ts';
import { compileModule } from './compile-module.ts';
import { type AnyDefinition, type DefinitionByKind, type Kind, pathOf } from './kinds.ts';

/** What a record pins of its module: the hashes of module, workflow and forms by path. Child modules have their own. */
export const closureOf = (
  catalog: Catalog,
  module: string,
): { readonly manifest: Readonly<Record<string, string>> } => {
  const compiled = catalog.module(module);
  const { definition, workflow } = compiled;
  const paths = [
    pathOf('module', definition.key, definition.module),
    pathOf('workflow', workflow.key, workflow.module),
    ...[...compiled.forms.values()].map((form) => pathOf('form', form.definition.key, form.definition.module)),
  ].sort();
  return { manifest: Object.fromEntries(paths.map((path) => [path, catalog.hashes.get(path) ?? ''])) };
};

/**
 * The module as a record pinned it, from the files of its closure. Code lists and child modules come from the current
 * definitions. undefined when the files hold no complete module.
 */
export const buildClosure = (files: ReadonlyMap<string, string>, current: Definitions): CompiledModule | undefined => {
  const definitions: AnyDefinition[] = [];
  for (const [path, text] of files) {
    const parsed = parseDefinition(path, text);
    if (!parsed.ok) return undefined;
    definitions.push(parsed.definition);
  }
  const own = definitions.find((definition) => definition.kind === 'module');
  if (own === undefined) return undefined;
  const module = new Map(current.module).set(own.key, own);
  return compileModule(
    { ...current, module, workflow: ofKind(definitions, 'workflow'), form: ofKind(definitions, 'form') },
    own.key,
  );
};

const ofKind = <K extends Kind>(definitions: readonly AnyDefinition[], kind: K): Map<string, DefinitionByKind[K]> =>
  new Map(
    definitions
      .filter((definition) => definition.kind === kind)
      .map((definition) => [definition.key, definition as DefinitionByKind[K]]),
  );
