import { formatDefinition, parseDefinition, tooDeep } from '#engine/definition/canonical.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { fileOf } from '#engine/definition/catalog.ts';
import { isKind, partialPath, partsOf, pathOf, stylePath, templatePath } from '#engine/definition/kinds.ts';
import { lintStyle } from '#engine/document/lint-style.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import { checkForm } from '#engine/form/check-form.ts';
import type { Issue } from '#engine/issue.ts';
import { isObject } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';

const textPaths: Readonly<Record<string, (key: string) => string>> = {
  template: templatePath,
  partial: partialPath,
  style: stylePath,
};

/** The path of a definition or text by kind and key; where it lies now, or where the given definition says. */
export const itemPath = (catalog: Catalog, kind: string, key: string, definition?: unknown): string => {
  const text = Object.hasOwn(textPaths, kind) ? textPaths[kind]?.(key) : undefined;
  if (text !== undefined && partsOf(text) !== undefined) return text;
  if (!isKind(kind)) throw problem('not-found', { params: { kind } });
  const module = isObject(definition) && typeof definition.module === 'string' ? definition.module : undefined;
  const known = fileOf(catalog, kind, key);
  const path = module === undefined ? known : pathOf(kind, key, module);
  if (partsOf(path) === undefined) throw problem('not-found', { params: { kind, key } });
  return path;
};

/**
 * The canonical content of a file. Refused at once is what no release may hold in any state: a definition that is not of
 * its schema, a form or template that carries code.
 * @throws Problem invalid-input
 */
export const itemContent = (path: string, definition: unknown): string => {
  if (!path.endsWith('.json')) return textContent(path, definition);
  const deep = tooDeep(definition);
  refuse(deep === undefined ? [] : [deep]);
  const content = formatDefinition(definition);
  const parsed = parseDefinition(path, content);
  refuse(parsed.ok ? [] : parsed.issues);
  if (parsed.ok && parsed.definition.kind === 'form') refuse(checkForm(parsed.definition));
  return content;
};

const textContent = (path: string, text: unknown): string => {
  if (typeof text !== 'string')
    throw problem('invalid-input', {
      issues: [{ path: '/text', code: 'schema-type', params: { right: 'string' } }],
      params: { count: 1 },
    });
  refuse(path.endsWith('.css') ? lintStyle(text) : lintTemplate(text));
  return text.normalize('NFC');
};

const refuse = (issues: readonly Issue[]): void => {
  if (issues.length > 0) throw problem('invalid-input', { issues, params: { count: issues.length } });
};
