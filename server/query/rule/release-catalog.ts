import { buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { findRelease, readFiles, readManifest } from '../../storage/definitions.ts';
import type { Storage } from '../../storage/storage.ts';

const kept = 4;
const known = new WeakMap<Storage, Map<string, Catalog>>();

/** The definitions of a release as it was; undefined where they are lost. `current` is at hand; those asked last are kept. */
export const releaseCatalog = async (storage: Storage, id: string, current?: Catalog): Promise<Catalog | undefined> => {
  if (current?.release === id) return current;
  const ready = known.get(storage) ?? new Map<string, Catalog>();
  known.set(storage, ready);
  const found = ready.get(id);
  if (found !== undefined) return found;
  const release = await findRelease(storage.read, id);
  const manifest = release && (await readManifest(storage.read, release.manifest));
  if (manifest === undefined) return undefined;
  const { files } = await readFiles(storage.read, manifest);
  const { catalog } = buildCatalog(files, new Map(Object.entries(manifest)), id);
  ready.set(id, catalog);
  const [oldest] = ready.keys();
  if (ready.size > kept && oldest !== undefined) ready.delete(oldest);
  return catalog;
};
