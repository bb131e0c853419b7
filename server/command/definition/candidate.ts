import { buildCatalog, type Catalog, type Finding } from '#engine/definition/catalog.ts';
import type { Manifest } from '#engine/definition/diff.ts';
import { problem } from '#engine/problem.ts';
import type { Db } from '../../storage/db.ts';
import { currentRelease, findRelease, type ReleaseRow, readFiles, readManifest } from '../../storage/definitions.ts';
import type { Context } from '../context.ts';

/** Changes of whole files by path: the hash of the new content, or null to remove the file. */
export type Delta = Readonly<Record<string, string | null>>;

/** What would be in force: the current release with a delta on top. */
export interface Candidate {
  readonly parent: ReleaseRow;
  readonly before: Manifest;
  readonly manifest: Manifest;
  /** Paths that differ from the release in force. */
  readonly changed: readonly string[];
  readonly catalog: Catalog;
  /** Files that could not be read. */
  readonly issues: readonly Finding[];
}

/** Reads the release in force with a delta made on `base` on top of it. @throws Problem draft-conflict */
export const candidateOf = async (db: Db, base: string, delta: Delta): Promise<Candidate> => {
  const parent = await currentRelease(db);
  if (parent === undefined) throw problem('not-available', { params: { reason: 'release' } });
  const before = await manifestOf(db, parent);
  if (parent.id !== base) refuseConflicts(await manifestOf(db, await releaseOf(db, base)), before, delta);
  const manifest = applied(before, delta);
  const { files, damaged } = await readFiles(db, manifest);
  const { catalog, issues } = buildCatalog(files, new Map(Object.entries(manifest)));
  const lost = damaged.map((file) => ({
    file,
    path: '',
    code: 'definition-damaged',
    params: { release: parent.id },
  }));
  const changed = Object.keys(delta).filter((path) => before[path] !== manifest[path]);
  return { parent, before, manifest, changed, catalog, issues: [...lost, ...issues] };
};

export const releaseOf = async (db: Db, id: string): Promise<ReleaseRow> => {
  const release = await findRelease(db, id);
  if (release === undefined) throw problem('not-found', { params: { release: id } });
  return release;
};

export const manifestOf = async (db: Db, release: ReleaseRow): Promise<Manifest> => {
  const manifest = await readManifest(db, release.manifest);
  if (manifest === undefined) throw problem('not-available', { params: { reason: release.id } });
  return manifest;
};

const applied = (before: Manifest, delta: Delta): Manifest => {
  const manifest: Record<string, string> = { ...before };
  for (const [path, hash] of Object.entries(delta)) {
    if (hash === null) delete manifest[path];
    else manifest[path] = hash;
  }
  return manifest;
};

/** Rebasing takes over what others published meanwhile, except where both changed one definition differently. */
const refuseConflicts = (base: Manifest, current: Manifest, delta: Delta): void => {
  const issues = Object.entries(delta)
    .filter(([path, hash]) => base[path] !== current[path] && (current[path] ?? null) !== hash)
    .map(([path]) => ({ path: '', code: 'draft-both-changed', params: { file: path } }));
  if (issues.length > 0) throw problem('draft-conflict', { issues });
};

/** The definitions in force that a candidate would take the place of: those in use where the release does not build. */
export const catalogBefore = async (context: Context, { parent, before }: Candidate): Promise<Catalog> => {
  if (context.catalog.release === parent.id) return context.catalog;
  const { files, damaged } = await readFiles(context.storage.read, before);
  const { catalog, issues } = buildCatalog(files, new Map(Object.entries(before)), parent.id);
  return damaged.length + issues.length > 0 ? context.catalog : catalog;
};
