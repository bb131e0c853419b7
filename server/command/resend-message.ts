import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import { findCounterpart, findOutgoing, updateCounterpart, updateOutgoing } from '../storage/exchanges.ts';
import { enqueueJob } from '../storage/jobs.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';

export interface ResendMessage {
  readonly id: string;
  readonly idempotencyKey?: string;
}

/** An operator sends a message again that was given up. One the other side has refused stays refused. */
export const resendMessage = async (context: Context, { idempotencyKey, id }: ResendMessage): Promise<void> => {
  requireSystem(context, 'operations');
  const command = { route: 'resend-message', body: { id }, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  await runCommand(context, command, async (unit) => {
    const sent = await findOutgoing(unit.db, id);
    if (sent === undefined) throw problem('not-found');
    if (sent.state !== 'dead')
      throw problem('action-not-available', { issues: [{ path: '', code: 'exchange.notGivenUp' }] });
    const { now, actor } = context;
    await updateOutgoing(unit.db, id, { state: 'waiting', attempts: 0, run_after: now, ended_at: null });
    const known = await findCounterpart(unit.db, sent.record_id, sent.remote_id);
    if (known !== undefined) await updateCounterpart(unit.db, known.id, { problem: null });
    await enqueueJob(unit.db, { kind: 'exchange', payload: '{}', at: now });
    unit.jobs = true;
    await appendEvent(unit, {
      type: 'exchange.resent',
      organization: actor.organization,
      data: { message: id, exchange: sent.exchange },
    });
    return null;
  });
};
