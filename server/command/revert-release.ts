import { diffManifests } from '#engine/definition/diff.ts';
import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import type { Context } from './context.ts';
import { type Delta, manifestOf, releaseOf } from './definition/candidate.ts';
import { type PublishedDelta, publishDelta } from './definition/publish-delta.ts';
import { isUnreadable, returnToSound } from './definition/return-to-sound.ts';
import { storeDraft } from './definition/store-draft.ts';
import { runCommand } from './run-command.ts';

export interface RevertRelease {
  readonly id: string;
  readonly note: string;
  readonly idempotencyKey?: string;
}

/**
 * A new release that takes back what one release changed and leaves everything later as it is. It passes the same checks.
 * @throws Problem draft-conflict when a later release changed one of the same definitions.
 */
export const revertRelease = async (context: Context, revert: RevertRelease): Promise<PublishedDelta> => {
  const { id, note, idempotencyKey } = revert;
  if (await isUnreadable(context)) return await returnToSound(context, revert);
  return await publishDelta(context, {
    route: 'revertRelease',
    body: { id, note },
    base: id,
    delta: await reverse(context, id),
    note,
    ...(idempotencyKey && { idempotencyKey }),
  });
};

const reverse = async (context: Context, id: string): Promise<Delta> => {
  const db = context.storage.read;
  const release = await releaseOf(db, id);
  if (release.parent === null) throw problem('not-permitted', { issues: [{ path: '', code: 'release-first' }] });
  const after = await manifestOf(db, release);
  const before = await manifestOf(db, await releaseOf(db, release.parent));
  return Object.fromEntries(diffManifests(before, after).map(({ file }) => [file, before[file] ?? null]));
};

/** The same as a draft, for what one person may not publish alone. */
export const draftRevert = async (context: Context, { id, note, idempotencyKey }: RevertRelease) => {
  requireSystem(context, 'definitionsEdit');
  const delta = await reverse(context, id);
  const command = { route: 'draftRevert', body: { id, note }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => ({
    draft: await storeDraft(unit, { base: id, title: note, delta }),
  }));
};
