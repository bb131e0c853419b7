import { problem } from '#engine/problem.ts';
import { requireSystem } from '../../query/require-system.ts';
import {
  currentRelease,
  findRelease,
  insertRelease,
  movePointer,
  newestRelease,
  readManifest,
  readPointer,
} from '../../storage/definitions.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { idFor } from '../unit.ts';
import { manifestOf, releaseOf } from './candidate.ts';
import type { PublishedDelta } from './publish-delta.ts';

/**
 * Whether the release that should be in force is lost, or what it consists of, or (where another serves in its place) what
 * it was made from: nothing can be put on top of it or taken off it.
 */
export const isUnreadable = async ({ storage: { read }, catalog }: Context): Promise<boolean> => {
  const release = await currentRelease(read);
  if (release === undefined || (await readManifest(read, release.manifest)) === undefined) return true;
  if (catalog.release === release.id || release.parent === null) return false;
  const parent = await findRelease(read, release.parent);
  return parent === undefined || (await readManifest(read, parent.manifest)) === undefined;
};

interface Return {
  readonly note: string;
  readonly idempotencyKey?: string;
}

/**
 * A new release of what is in use while the release that should be in force cannot be read: the last sound one, as it was.
 * @throws Problem not-available where the shipped pack itself serves, since no sound release is left.
 */
export const returnToSound = async (context: Context, { note, idempotencyKey }: Return): Promise<PublishedDelta> => {
  requireSystem(context, 'definitionsPublish');
  const { read } = context.storage;
  const sound = context.catalog.release;
  if (sound === '') throw problem('not-available', { params: { reason: 'release' } });
  const manifest = await manifestOf(read, await releaseOf(read, sound));
  const command = { route: 'revertRelease', body: { sound, note }, ...(idempotencyKey && { idempotencyKey }) };
  const published = await runCommand(context, command, async (unit) => {
    const { db } = unit;
    const id = idFor(unit);
    const from = await readPointer(db, 'release');
    const parent = (await newestRelease(db))?.id ?? sound;
    if (!(await movePointer(db, 'release', from, id))) throw problem('draft-conflict');
    const own = { id, parent, author: context.actor.id, approver: null, note, published_at: context.now };
    const { number } = await insertRelease(db, own, manifest);
    const data = { release: id, number, parent, changed: [], approver: null };
    await appendEvent(unit, { type: 'release.published', organization: context.actor.organization, data });
    return { id, number, preview: { examined: 0, changed: 0 } };
  });
  await context.services.reload();
  return published;
};
