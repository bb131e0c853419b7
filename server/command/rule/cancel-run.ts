import { problem } from '#engine/problem.ts';
import { requireSystem } from '../../query/require-system.ts';
import { endWork } from '../../query/undertaking.ts';
import { findRuleRun, updateRuleRun } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';

export interface CancelRun {
  /** The run. */
  readonly id: string;
  readonly idempotencyKey?: string;
}

/**
 * Ends a run that waits or goes on. What it has carried out stays and is right: the next run finds it done and goes on
 * with the rest. @throws Problem not-found, action-not-available (run-ended)
 */
export const cancelRun = async (context: Context, { idempotencyKey, ...input }: CancelRun): Promise<void> => {
  requireSystem(context, 'definitionsEdit');
  const { id } = input;
  const command = { route: 'cancel-run', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  await runCommand(context, command, async (unit) => {
    const run = await findRuleRun(unit.db, id);
    if (run === undefined) throw problem('not-found');
    if (run.finished_at !== null)
      throw problem('action-not-available', {
        issues: [{ path: '', code: 'run-ended', params: { state: run.state } }],
      });
    const { actor, now } = unit.context;
    await updateRuleRun(unit.db, id, { state: 'cancelled', finished_at: now });
    await appendEvent(unit, {
      type: 'rule.cancelled',
      organization: actor.organization,
      data: { ruleset: run.ruleset, run: id },
    });
  });
  endWork(context.storage, id);
};
