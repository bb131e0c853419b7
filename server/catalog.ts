import { buildCatalog, type Catalog, type Finding } from '#engine/definition/catalog.ts';
import { log } from './log.ts';
import { mendFromShipped } from './mend-shipped.ts';
import { readPackFolder } from './pack-folder.ts';
import {
  currentRelease,
  findRelease,
  movePointer,
  newestRelease,
  type ReleaseRow,
  readFiles,
  readManifest,
  readPointer,
  releaseBefore,
} from './storage/definitions.ts';
import { completeModules } from './storage/module-layout.ts';
import { moduleTableSpec, prepareModuleTables } from './storage/module-tables.ts';
import { settleSearchTexts } from './storage/search-texts.ts';
import type { Storage } from './storage/storage.ts';
import { hashesOf, takeShipped } from './take-shipped.ts';

/** Why the definitions in force are not those that should be. */
interface SafeMode {
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

/**
 * Opens the definitions. The first start publishes the shipped pack as release 1; a later start whose shipped files
 * changed publishes them below the local changes. A release that does not build is passed over for the last one that
 * does, visibly.
 */
export const openCatalog = async (storage: Storage, options: CatalogOptions): Promise<CatalogKeeper> => {
  // Read again where it is needed: kept, the texts would fill memory that nothing else asks for.
  const shipped = () => readPackFolder(options.packDir);
  const notTaken = await takeShipped(storage, shipped(), options.now);
  let loaded = await loadMended(storage, shipped);
  const told = (table: string, rows: number) => log('info', 'columns', { table, rows });
  const prepare = async () => {
    const modules = completeModules(loaded.catalog);
    await prepareModuleTables(storage, modules.map(moduleTableSpec), told);
    await settleSearchTexts(storage, modules, told);
  };
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

interface Loaded {
  readonly catalog: Catalog;
  readonly safeMode?: SafeMode;
}

/** What is damaged and lies in the shipped pack as it should be is put back before an older release is used. */
const loadMended = async (storage: Storage, shipped: () => ReadonlyMap<string, string>): Promise<Loaded> => {
  const loaded = await load(storage, shipped);
  if (loaded.safeMode === undefined) return loaded;
  const mended = await mendFromShipped(storage, shipped());
  if (mended === 0) return loaded;
  log('warn', 'definitions', { mended });
  return await load(storage, shipped);
};

/** The release in force, or the newest one before it that builds, or the shipped pack as it lies on disk. */
const load = async (storage: Storage, shipped: () => ReadonlyMap<string, string>): Promise<Loaded> => {
  const wanted = await currentRelease(storage.read);
  let failed = wanted === undefined ? await lostPointer(storage) : undefined;
  for (
    let release = wanted ?? (await newestRelease(storage.read));
    release !== undefined;
    release = await parentOf(storage, release)
  ) {
    const { catalog, issues } = await build(storage, release);
    if (issues.length === 0 && failed === undefined) {
      // Without a pointer nothing could be published on top of it.
      if (wanted === undefined) await storage.transact((db) => movePointer(db, 'release', undefined, release.id));
      return { catalog };
    }
    if (issues.length === 0 && failed !== undefined)
      return { catalog, safeMode: { release: release.id, failed: failed.id, issues: failed.issues } };
    failed ??= { id: release.id, issues };
  }
  const files = shipped();
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  return { catalog, safeMode: { release: '', failed: failed?.id ?? 'shipped', issues: failed?.issues ?? issues } };
};

interface Failed {
  readonly id: string;
  readonly issues: readonly Finding[];
}

const lostPointer = async (storage: Storage): Promise<Failed | undefined> => {
  const id = await readPointer(storage.read, 'release');
  if (id === undefined) return undefined;
  return { id, issues: [{ file: 'release', path: '', code: 'definition-damaged', params: { release: id } }] };
};

const parentOf = async ({ read }: Storage, release: ReleaseRow): Promise<ReleaseRow | undefined> =>
  release.parent === null
    ? undefined
    : ((await findRelease(read, release.parent)) ?? (await releaseBefore(read, release)));

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
