import type { Catalog, Finding } from '#engine/definition/catalog.ts';
import { checkTemplatesOf } from '#engine/definition/check/documents.ts';
import { lintStyle } from '#engine/document/lint-style.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import type { UsingDocument } from './documents-of.ts';

const partialNames = (catalog: Catalog): ReadonlySet<string> =>
  new Set([...catalog.texts.keys()].flatMap((path) => /^templates\/partials\/(.+)\.hbs$/.exec(path)?.[1] ?? []));

/** What the documents printed with a file read that their data does not hold, as far as it stands in this file. */
const unknownFields = (catalog: Catalog, file: string, documents: readonly UsingDocument[]): Finding[] =>
  documents.flatMap(({ document }) => {
    const record = catalog.module(document.record);
    const module = (key: string) => (catalog.definitions.module.has(key) ? catalog.module(key) : undefined);
    return checkTemplatesOf(catalog, document, { record, module }).filter((finding) => finding.file === file);
  });

/** Faults of the text of a file as it is on the screen, by line. */
export const textFindings = (
  catalog: Catalog,
  file: string,
  text: string,
  documents: readonly UsingDocument[],
): readonly Finding[] => {
  const own = file.endsWith('.css') ? lintStyle(text) : lintTemplate(text, partialNames(catalog));
  if (own.length > 0) return own.map((issue) => ({ ...issue, file }));
  if (file.endsWith('.css')) return [];
  const changed = { ...catalog, texts: new Map([...catalog.texts, [file, text]]) };
  const found = unknownFields(changed, file, documents);
  return [...new Map(found.map((finding) => [`${finding.path} ${finding.params?.field}`, finding])).values()];
};

/** The line a finding is about; undefined for the whole file. */
export const lineOf = ({ path }: Pick<Finding, 'path'>): number | undefined => {
  const found = /^\/line\/(\d+)$/.exec(path)?.[1];
  return found === undefined ? undefined : Number(found);
};
