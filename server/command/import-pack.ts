import { diffManifests, type Manifest } from '#engine/definition/diff.ts';
import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import { blobHash, currentRelease, putBlobs } from '../storage/definitions.ts';
import type { Context } from './context.ts';
import { manifestOf } from './definition/candidate.ts';
import { unpackZip } from './definition/pack-zip.ts';
import { storeDraft } from './definition/store-draft.ts';
import { runCommand } from './run-command.ts';

export interface ImportPack {
  readonly zip: Uint8Array;
  readonly title: string;
  readonly idempotencyKey?: string;
}

/**
 * Opens a draft that would make the definitions exactly those of the pack: what differs is changed, what it lacks is
 * removed. Nothing is in force before the draft is published.
 */
export const importPack = async (context: Context, { zip, title, idempotencyKey }: ImportPack) => {
  requireSystem(context, 'definitionsEdit');
  const files = unpackZip(zip);
  if (files.size === 0) throw problem('malformed-request');
  const manifest: Manifest = Object.fromEntries([...files].map(([path, content]) => [path, blobHash(content)]));
  const command = { route: 'importPack', body: { manifest, title }, ...(idempotencyKey && { idempotencyKey }) };
  await context.storage.transact((db) => putBlobs(db, files.values()));
  return await runCommand(context, command, async (unit) => {
    const release = await currentRelease(unit.db);
    if (release === undefined) throw problem('not-available', { params: { reason: 'release' } });
    const changes = diffManifests(await manifestOf(unit.db, release), manifest);
    const delta = Object.fromEntries(changes.map(({ file }) => [file, manifest[file] ?? null]));
    const id = await storeDraft(unit, { base: release.id, title, delta });
    return { id, base: release.id, title, items: changes.map(({ file }) => file) };
  });
};
