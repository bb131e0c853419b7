import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import { currentRelease } from '../storage/definitions.ts';
import type { Context } from './context.ts';
import { storeDraft } from './definition/store-draft.ts';
import { runCommand } from './run-command.ts';

export interface OpenDraft {
  readonly title: string;
  readonly idempotencyKey?: string;
}

/** A draft on the release in force: a set of changes that is nothing to anybody until it is published. */
export const openDraft = async (context: Context, { title, idempotencyKey }: OpenDraft) => {
  requireSystem(context, 'definitionsEdit');
  const command = { route: 'openDraft', body: { title }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    const release = await currentRelease(unit.db);
    if (release === undefined) throw problem('not-available', { params: { reason: 'release' } });
    const id = await storeDraft(unit, { base: release.id, title });
    return { id, base: release.id, title };
  });
};
