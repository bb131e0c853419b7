import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import { endPlan, findDraft, touchDraft } from '../storage/drafts.ts';
import type { Context } from './context.ts';
import { runCommand } from './run-command.ts';

export interface DiscardDraft {
  readonly id: string;
  readonly idempotencyKey?: string;
}

/** Closes a draft that will not be published. What it held stays readable. */
export const discardDraft = async (context: Context, { id, idempotencyKey }: DiscardDraft) => {
  requireSystem(context, 'definitionsEdit');
  const command = { route: 'discardDraft', body: { id }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if ((await findDraft(unit.db, id)) === undefined) throw problem('not-found');
    await touchDraft(unit.db, id, context.now, 'discarded');
    await endPlan(unit.db, id, 'cancelled');
    return { id };
  });
};
