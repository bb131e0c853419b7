import { isKind } from '#engine/definition/kinds.ts';
import { type Speech, titleIn } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';

/** One definition that may be chosen. `search` is what typed words are looked for in. */
export interface ReferenceOption {
  readonly value: string;
  readonly label: string;
  readonly search: string;
}

/** The definitions of a kind (templates, partials and styles too) by title, those of one module first. */
export const referenceOptions = (
  pack: Pick<Pack, 'catalog'>,
  kind: string,
  language: Speech['language'],
  module?: string,
): ReferenceOption[] => {
  const found = isKind(kind)
    ? [...pack.catalog.definitions[kind].values()].map((one) => ({ ...one, text: titleIn(one.title, language) }))
    : textKeys(pack, kind).map((key) => ({ key, module: key.split('/')[0] ?? '', text: key }));
  return found
    .sort((a, b) => Number(b.module === module) - Number(a.module === module) || (a.text < b.text ? -1 : 1))
    .map(({ key, text }) => ({ value: key, label: text, search: `${text} ${key}`.toLowerCase() }));
};

const folders: Readonly<Record<string, RegExp>> = {
  template: /^templates\/(?!partials\/|styles\/)(.+)\.hbs$/,
  partial: /^templates\/partials\/(.+)\.hbs$/,
  style: /^templates\/styles\/(.+)\.css$/,
};

const textKeys = ({ catalog }: Pick<Pack, 'catalog'>, kind: string): string[] =>
  [...catalog.texts.keys()].flatMap((file) => folders[kind]?.exec(file)?.[1] ?? []);

/** Keys that are named but exist nowhere stay in sight as what they are. */
export const withUnknown = (options: readonly ReferenceOption[], keys: readonly string[]): ReferenceOption[] => {
  const known = new Set(options.map(({ value }) => value));
  const unknown = keys.filter((key) => key !== '' && !known.has(key));
  return [...unknown.map((key) => ({ value: key, label: key, search: key.toLowerCase() })), ...options];
};

export const matches = (words: string, option: { readonly search?: string } | undefined): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => option?.search?.includes(word) === true);
