import type { Envelope } from '#engine/exchange/envelope.ts';
import { retryAt } from '#engine/exchange/retry-at.ts';
import { Problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import {
  dueOutgoing,
  findCounterpart,
  type OutgoingRow,
  updateCounterpart,
  updateOutgoing,
} from '../storage/exchanges.ts';
import type { Transport } from './transport.ts';

const batch = 100;

/**
 * Hands what is due to the transport. A message counts as done only when the other side says so; until then it is sent
 * again, less and less often, and in the end it is given up and shown to the operator.
 */
export const dispatch = async (context: Context, transport: Transport): Promise<number> => {
  const rows = await dueOutgoing(context.storage.read, context.now, batch);
  for (const row of rows) await sendOne(context, transport, row);
  return rows.length;
};

const sendOne = async (context: Context, transport: Transport, row: OutgoingRow): Promise<void> => {
  const { storage, now } = context;
  const attempts = Number(row.attempts) + 1;
  const again = retryAt(now, attempts);
  const next =
    again === undefined ? { state: 'dead' as const, ended_at: now } : { state: 'sent' as const, run_after: again };
  await storage.transact(async (db) => {
    await updateOutgoing(db, row.msg_id, { ...next, attempts });
    const known = again === undefined ? await findCounterpart(db, row.record_id, row.remote_id) : undefined;
    if (known !== undefined) await updateCounterpart(db, known.id, { problem: 'exchange.undelivered' });
  });
  try {
    await transport.deliver(context, { ...asJson<Envelope>(row.payload), sentAt: now });
  } catch (error) {
    // One message that cannot be delivered now keeps none of the others; it is sent again in its time.
    if (!(error instanceof Problem)) throw error;
  }
};
