import type { Catalog } from '#engine/definition/catalog.ts';
import { partsOf } from '#engine/definition/kinds.ts';
import { problem } from '#engine/problem.ts';
import { readFiles } from '../../../storage/definitions.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { Context } from '../../context.ts';
import { candidateOf, catalogBefore } from '../candidate.ts';
import { contentOf, draftChanges } from '../draft-candidate.ts';

/** Texts by path as somebody has them on the screen. */
export type LiveTexts = Readonly<Record<string, string>>;

interface Known {
  readonly key: string;
  readonly catalog: Catalog;
}

/** The definitions of the draft that was asked for last: templates change with each key pressed, those hardly ever. */
const latest = new WeakMap<Storage, Known>();

const isText = (path: string): boolean => {
  const parts = partsOf(path);
  return parts !== undefined && parts.type !== 'definition';
};

/** A catalog with other texts. */
const withTexts = (catalog: Catalog, texts: LiveTexts): Catalog => {
  const wrong = Object.keys(texts).find((path) => !isText(path));
  if (wrong !== undefined) throw problem('not-found', { params: { path: wrong } });
  return { ...catalog, texts: new Map([...catalog.texts, ...Object.entries(texts)]) };
};

/** What would be in force if the draft were published with the texts on the screen, and what is in force. */
export const draftCatalogs = async (
  context: Context,
  id: string,
  texts: LiveTexts,
): Promise<{ readonly before: Catalog; readonly after: Catalog }> => {
  const { delta, draft } = await draftChanges(context, id);
  const definitions = Object.fromEntries(Object.entries(delta).filter(([path]) => !isText(path)));
  const key = `${draft.base} ${context.catalog.release} ${contentOf(definitions)}`;
  const known = latest.get(context.storage);
  const db = context.storage.read;
  const changedTexts = Object.fromEntries(
    Object.entries(delta).flatMap(([path, hash]) => (isText(path) && hash !== null ? [[path, hash]] : [])),
  );
  const { files } = await readFiles(db, changedTexts);
  const stored = Object.fromEntries(files);
  if (known?.key === key) return { before: context.catalog, after: withTexts(known.catalog, { ...stored, ...texts }) };
  const candidate = await candidateOf(db, draft.base, definitions);
  const before = await catalogBefore(context, candidate);
  latest.set(context.storage, { key, catalog: candidate.catalog });
  return { before, after: withTexts(candidate.catalog, { ...stored, ...texts }) };
};
