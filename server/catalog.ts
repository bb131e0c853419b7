import { buildCatalog, type Catalog, type Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { diffManifests, type Manifest } from '#engine/definition/diff.ts';
import { canonicalJson } from '#engine/json.ts';
import { newId } from './command/new-id.ts';
import { readPackFolder } from './pack-folder.ts';
import {
  blobHash,
  currentRelease,
  findRelease,
  insertRelease,
  movePointer,
  putBlob,
  putBlobs,
  type ReleaseRow,
  readFiles,
  readManifest,
  readPointer,
} from './storage/definitions.ts';
import { moduleTableSpec, prepareModuleTables } from './storage/module-tables.ts';
import type { Storage } from './storage/storage.ts';

/** Why the definitions in force are not those that should be. */
export interface SafeMode {
  /** The release that is used instead; '' when the shipped pack itself is. */
  readonly release: string;
  /** The release that does not build, or `shipped` for a shipped pack that was not taken over. */
  readonly failed: string;
  readonly issues: readonly Finding[];
}

/** Holds the definitions in force. */
export interface CatalogKeeper {
  readonly current: () => Catalog;
  /** undefined while all is as it should be. */
  readonly safeMode: () => SafeMode | undefined;
  /** Reads the release in force anew, after one was published here or elsewhere. */
  readonly reload: () => Promise<void>;
}

export interface CatalogOptions {
  /** The folder with the shipped pack: `definitions/` and `templates/`. */
  readonly packDir: string;
  readonly now: string;
}

/** `system` stands for the platform itself, as in events. */
const system = 'system';

/**
 * Opens the definitions. The first start publishes the shipped pack as release 1; a later start whose shipped files
 * changed publishes them below the local changes. A release that does not build is passed over for the last one that
 * does, visibly.
 */
export const openCatalog = async (storage: Storage, options: CatalogOptions): Promise<CatalogKeeper> => {
  const shipped = readPackFolder(options.packDir);
  const notTaken = await takeShipped(storage, shipped, options.now);
  let loaded = await load(storage, shipped);
  const prepare = () => prepareModuleTables(storage, modulesOf(loaded.catalog).map(moduleTableSpec));
  await prepare();
  return {
    current: () => loaded.catalog,
    safeMode: () => loaded.safeMode ?? (notTaken && { ...notTaken, release: loaded.catalog.release }),
    reload: async () => {
      const id = await readPointer(storage.read, 'release');
      if (id === loaded.catalog.release && loaded.safeMode === undefined) return;
      loaded = await load(storage, shipped);
      await prepare();
    },
  };
};

/** The modules of a catalog that are complete. */
const modulesOf = (catalog: Catalog): ReturnType<Catalog['module']>[] =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    try {
      return [catalog.module(key)];
    } catch {
      return [];
    }
  });

interface Loaded {
  readonly catalog: Catalog;
  readonly safeMode?: SafeMode;
}

/** The release in force, or the newest one before it that builds, or the shipped pack as it lies on disk. */
const load = async (storage: Storage, shipped: ReadonlyMap<string, string>): Promise<Loaded> => {
  const wanted = await currentRelease(storage.read);
  let failed: { id: string; issues: readonly Finding[] } | undefined;
  for (let release = wanted; release !== undefined; release = await parentOf(storage, release)) {
    const { catalog, issues } = await build(storage, release);
    if (issues.length === 0 && failed === undefined) return { catalog };
    if (issues.length === 0 && failed !== undefined)
      return { catalog, safeMode: { release: release.id, failed: failed.id, issues: failed.issues } };
    failed ??= { id: release.id, issues };
  }
  const { catalog, issues } = buildCatalog(shipped, hashesOf(shipped));
  return { catalog, safeMode: { release: '', failed: failed?.id ?? 'shipped', issues: failed?.issues ?? issues } };
};

const parentOf = async (storage: Storage, { parent }: ReleaseRow): Promise<ReleaseRow | undefined> =>
  parent === null ? undefined : await findRelease(storage.read, parent);

const build = async (
  storage: Storage,
  release: ReleaseRow,
): Promise<{ catalog: Catalog; issues: readonly Finding[] }> => {
  const manifest = await readManifest(storage.read, release.manifest);
  if (manifest === undefined) {
    const lost = { file: 'manifest', path: '', code: 'definition-damaged', params: { release: release.id } };
    return { catalog: buildCatalog(new Map(), new Map(), release.id).catalog, issues: [lost] };
  }
  const { files, damaged } = await readFiles(storage.read, manifest);
  const built = buildCatalog(files, new Map(Object.entries(manifest)), release.id);
  const lost = damaged.map((file) => ({ file, path: '', code: 'definition-damaged', params: { release: release.id } }));
  return { catalog: built.catalog, issues: [...lost, ...built.issues] };
};

const hashesOf = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([path, content]) => [path, blobHash(content)]));

/**
 * Publishes the shipped files when they are new: below the local changes, which are whole definitions and stay. The
 * answer says why they were not taken over, when what would result has findings.
 */
const takeShipped = async (
  storage: Storage,
  files: ReadonlyMap<string, string>,
  now: string,
): Promise<Omit<SafeMode, 'release'> | undefined> => {
  const manifest: Manifest = Object.fromEntries(hashesOf(files));
  const hash = blobHash(canonicalJson(manifest));
  const before = await readPointer(storage.read, 'shipped');
  if (before === hash) return undefined;
  const release = await currentRelease(storage.read);
  const below = before === undefined ? undefined : await readManifest(storage.read, before);
  const over = release === undefined ? undefined : await readManifest(storage.read, release.manifest);
  const merged = release === undefined ? manifest : layered(manifest, below ?? {}, over ?? {});
  const issues = await faultsOf(storage, merged, files);
  // A first start has nothing to fall back to: it begins with what the pack gives and shows what is wrong.
  if (issues.length > 0 && release !== undefined) return { failed: 'shipped', issues };
  await publishShipped(storage, { files, hash, before, release, merged, now });
  return issues.length > 0 ? { failed: 'shipped', issues } : undefined;
};

/** The new layer below with the local changes (what `over` has otherwise than the old layer below) on top. */
export const layered = (shipped: Manifest, below: Manifest, over: Manifest): Manifest => {
  const merged: Record<string, string> = { ...shipped };
  for (const { file } of diffManifests(below, over)) {
    const local = over[file];
    if (local === undefined) delete merged[file];
    else merged[file] = local;
  }
  return merged;
};

const faultsOf = async (
  storage: Storage,
  manifest: Manifest,
  shipped: ReadonlyMap<string, string>,
): Promise<readonly Finding[]> => {
  const stored = await readFiles(storage.read, manifest);
  const files = new Map(stored.files);
  const hashes = hashesOf(shipped);
  for (const [path, content] of shipped) if (hashes.get(path) === manifest[path]) files.set(path, content);
  const { catalog, issues } = buildCatalog(files, new Map(Object.entries(manifest)));
  return [...issues, ...checkCatalog(catalog)];
};

interface Shipment {
  readonly files: ReadonlyMap<string, string>;
  readonly hash: string;
  readonly before: string | undefined;
  readonly release: ReleaseRow | undefined;
  readonly merged: Manifest;
  readonly now: string;
}

/** Two servers may start at once: who comes second finds the pointers moved and changes nothing. */
const publishShipped = async (
  storage: Storage,
  { files, hash, before, release, merged, now }: Shipment,
): Promise<void> => {
  await storage.transact((db) => putBlobs(db, files.values()));
  await storage.transact(async (db) => {
    const id = newId(now);
    if (!(await movePointer(db, 'shipped', before, hash))) return;
    await putBlob(db, canonicalJson(Object.fromEntries(hashesOf(files))));
    if (canonicalJson(merged) === (release && canonicalJson(await readManifest(db, release.manifest)))) return;
    if (!(await movePointer(db, 'release', release?.id, id)))
      throw new Error('the release in force changed during start');
    const parent = release?.id ?? null;
    await insertRelease(db, { id, parent, author: system, approver: null, note: 'shipped', published_at: now }, merged);
  });
};
