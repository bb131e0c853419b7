import { problem } from '#engine/problem.ts';
import { fits } from '#engine/workflow/fits.ts';
import { findTask, type TaskRow, claimTask as takeTask } from '../storage/tasks.ts';
import type { Actor, Context } from './context.ts';
import { openRecord } from './open-record.ts';
import { runCommand } from './run-command.ts';

export interface ClaimTask {
  readonly id: string;
  readonly idempotencyKey?: string;
}

/** Takes a task that several may do, so that it leaves the worklists of the others. */
export const claimTask = async (
  context: Context,
  { idempotencyKey, ...input }: ClaimTask,
): Promise<{ readonly id: string }> => {
  const command = { route: 'claim-task', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    const task = await findTask(unit.db, input.id);
    if (task === undefined) throw problem('not-found');
    await openRecord(unit, { module: task.module, id: task.record_id }, { operation: 'read' });
    if (task.state !== 'open' || !isAsked(context.actor, task))
      throw problem('not-permitted', { issues: [{ path: '', code: 'access.task' }] });
    await takeTask(unit.db, task.id, context.actor.id);
    return { id: task.id };
  });
};

/** Is this person, or somebody he stands in for, the one the task was given to? */
const isAsked = (actor: Actor, { account, post, organization }: TaskRow): boolean => {
  if (account !== null) return account === actor.id || actor.delegations.some(({ from }) => from.id === account);
  if (post === null || organization === null) return false;
  const place = { organization, organizationPath: [organization], owner: '', assignments: [] };
  return fits([{ post }], actor, place) !== undefined;
};
