import { fileOf } from '#engine/definition/catalog.ts';
import { isKind, partialPath, partsOf, stylePath, templatePath } from '#engine/definition/kinds.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { requireSystem } from './require-system.ts';

const textPaths: Readonly<Record<string, (key: string) => string>> = {
  template: templatePath,
  partial: partialPath,
  style: stylePath,
};

/** The definitions of a kind in force, without their contents. */
export const listDefinitions = (context: Context, kind: string) => {
  requireSystem(context, 'definitionsRead');
  if (isKind(kind))
    return [...context.catalog.definitions[kind].values()].map(({ key, module, title }) => ({
      kind,
      key,
      module,
      title,
    }));
  if (!Object.hasOwn(textPaths, kind)) throw problem('not-found');
  return [...context.catalog.texts.keys()].flatMap((path) => {
    const parts = partsOf(path);
    return parts?.type === kind ? [{ kind, key: parts.key, path }] : [];
  });
};

/** One definition in force, with the path and hash of its file; of a template, partial or style the text. */
export const readDefinition = (context: Context, { kind, key }: { readonly kind: string; readonly key: string }) => {
  requireSystem(context, 'definitionsRead');
  const { definitions, texts, hashes, release } = context.catalog;
  if (isKind(kind)) {
    const definition = definitions[kind].get(key);
    if (definition === undefined) throw problem('not-found');
    const path = fileOf(context.catalog, kind, key);
    return { kind, key, path, hash: hashes.get(path) ?? null, release, definition };
  }
  const path = Object.hasOwn(textPaths, kind) ? (textPaths[kind]?.(key) ?? '') : '';
  const text = texts.get(path);
  if (text === undefined) throw problem('not-found');
  return { kind, key, path, hash: hashes.get(path) ?? null, release, text };
};
