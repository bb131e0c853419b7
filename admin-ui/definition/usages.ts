import { type DefinitionEntry, entriesOf } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';

/** The files that name a definition by its key, as a whole word between quotes. */
export const usagesOf = (pack: Pack, entry: Pick<DefinitionEntry, 'key' | 'file'>): DefinitionEntry[] => {
  const wanted = [`"${entry.key}"`, `'${entry.key}'`, `{{> ${entry.key}`, `{{#> ${entry.key}`];
  return entriesOf(pack).filter((other) => {
    const text = pack.files.get(other.file) ?? '';
    return other.file !== entry.file && wanted.some((words) => text.includes(words));
  });
};
