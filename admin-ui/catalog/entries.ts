import type { Catalog } from '#engine/definition/catalog.ts';
import { kinds, partsOf } from '#engine/definition/kinds.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Pack } from './pack.ts';

/** The kinds of text beside the kinds of definition. */
const textKinds = ['template', 'partial', 'style'] as const;
export const allKinds: readonly string[] = [...kinds, ...textKinds];

/** One line of the list of definitions. */
export interface DefinitionEntry {
  readonly file: string;
  readonly kind: string;
  readonly key: string;
  readonly module: string;
  readonly title: Title;
}

/** Every file of a pack as an entry, kind by kind in the order of kinds, then by path. */
export const entriesOf = (pack: Pack): DefinitionEntry[] =>
  [...pack.files.keys()]
    .sort()
    .flatMap((file) => entryOf(pack, file) ?? [])
    .sort((a, b) => allKinds.indexOf(a.kind) - allKinds.indexOf(b.kind));

const entryOf = ({ catalog }: Pack, file: string): DefinitionEntry | undefined => {
  const parts = partsOf(file);
  if (parts === undefined) return undefined;
  if (parts.type !== 'definition') {
    const title = titleOfText(catalog, file, parts) ?? { zh: parts.key };
    return { file, kind: parts.type, key: parts.key, module: moduleOfText(parts.key), title };
  }
  const { kind, key, module } = parts;
  return { file, kind, key, module, title: catalog.definitions[kind].get(key)?.title ?? { zh: key } };
};

/** A template is called like the document it is of, a partial or style as the first sentence of the note at its head says. */
const titleOfText = (
  catalog: Catalog,
  file: string,
  { type, key }: { type: string; key: string },
): Title | undefined => {
  const documents = [...catalog.definitions.document.values()];
  if (type === 'template')
    return documents.find(({ template, templates }) => [template, ...Object.values(templates ?? {})].includes(key))
      ?.title;
  const noted = /^(?:\{\{!--|\/\*)\s*([^.]{1,40})\./.exec(catalog.texts.get(file) ?? '')?.[1]?.trim();
  return noted === undefined ? undefined : { zh: noted };
};

const moduleOfText = (key: string): string => (key.includes('/') ? (key.split('/')[0] ?? '') : '');

export interface EntryFilter {
  readonly kind?: string | undefined;
  readonly words?: string | undefined;
}

/** The entries of a kind in whose titles, key or module every word is found. */
export const filterEntries = (entries: readonly DefinitionEntry[], { kind, words = '' }: EntryFilter) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (kind && entry.kind !== kind) return false;
    const text = `${entry.title.zh} ${entry.title.en ?? ''} ${entry.key} ${entry.module}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};

export const definitionAddress = (kind: string, key: string): string =>
  `/admin/definitions/${kind}/${encodeURIComponent(key)}`;
