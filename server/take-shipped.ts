import { buildCatalog, type Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { diffManifests, type Manifest } from '#engine/definition/diff.ts';
import { canonicalJson } from '#engine/json.ts';
import { newId } from './command/new-id.ts';
import {
  blobHash,
  currentRelease,
  findRelease,
  insertRelease,
  movePointer,
  newestRelease,
  putBlob,
  putBlobs,
  type ReleaseRow,
  readFiles,
  readManifest,
  readPointer,
} from './storage/definitions.ts';
import type { Storage } from './storage/storage.ts';

/** `system` stands for the platform itself, as in events. */
const system = 'system';

export const hashesOf = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([path, content]) => [path, blobHash(content)]));

export interface NotTaken {
  readonly failed: 'shipped';
  readonly issues: readonly Finding[];
}

/**
 * Publishes the shipped files when they are new: below the local changes, which are whole definitions and stay. The
 * answer says why they were not taken over, when what would result has findings.
 */
export const takeShipped = async (
  storage: Storage,
  files: ReadonlyMap<string, string>,
  now: string,
): Promise<NotTaken | undefined> => {
  const manifest: Manifest = Object.fromEntries(hashesOf(files));
  const hash = blobHash(canonicalJson(manifest));
  const before = await readPointer(storage.read, 'shipped');
  if (before === hash) return undefined;
  const release = (await currentRelease(storage.read)) ?? (await newestRelease(storage.read));
  const below = before === undefined ? undefined : await readManifest(storage.read, before);
  const over = release === undefined ? undefined : await readManifest(storage.read, release.manifest);
  if (release !== undefined && (below === undefined || over === undefined))
    return { failed: 'shipped', issues: [unreadable] };
  const merged = below === undefined || over === undefined ? manifest : layered(manifest, below, over);
  const issues = await faultsOf(storage, merged, files);
  // A first start has nothing to fall back to: it begins with what the pack gives and shows what is wrong.
  if (issues.length > 0 && release !== undefined) return { failed: 'shipped', issues };
  await publishShipped(storage, { files, hash, before, release, merged, now });
  return issues.length > 0 ? { failed: 'shipped', issues } : undefined;
};

/** Without both old layers nobody can tell what is local. */
const unreadable: Finding = { file: 'manifest', path: '', code: 'definition-damaged', params: { release: 'shipped' } };

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
    const from = await readPointer(db, 'release');
    const raced = from !== undefined && from !== release?.id && (await findRelease(db, from)) !== undefined;
    if (raced || !(await movePointer(db, 'release', from, id)))
      throw new Error('the release in force changed during start');
    const parent = release?.id ?? null;
    await insertRelease(db, { id, parent, author: system, approver: null, note: 'shipped', published_at: now }, merged);
  });
};
