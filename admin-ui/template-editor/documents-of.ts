import type { Catalog } from '#engine/definition/catalog.ts';
import { partialPath, partsOf, templatePath } from '#engine/definition/kinds.ts';
import { includedPartials } from '#engine/document/included-partials.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';

/** A document that is printed with a file, and the regime under which it is; undefined where it is under any. */
export interface UsingDocument {
  readonly document: DocumentDefinition;
  readonly regime?: string;
}

const uses = (catalog: Catalog, file: string, template: string, style: string): boolean => {
  const parts = partsOf(file);
  if (parts?.type === 'style') return parts.key === 'base' || parts.key === style;
  if (parts?.type === 'template') return parts.key === template;
  if (parts?.type !== 'partial') return false;
  const text = (path: string) => catalog.texts.get(path);
  return includedPartials(text(templatePath(template)) ?? '', (name) => text(partialPath(name))).has(parts.key);
};

/** The documents a template, partial or style is printed with, by key; each once. */
export const documentsOf = (catalog: Catalog, file: string): readonly UsingDocument[] =>
  [...catalog.definitions.document.values()].flatMap((document): UsingDocument[] => {
    if (uses(catalog, file, document.template, document.style)) return [{ document }];
    const found = Object.entries(document.templates ?? {}).find(([, template]) =>
      uses(catalog, file, template, document.style),
    );
    return found === undefined ? [] : [{ document, regime: found[0] }];
  });
