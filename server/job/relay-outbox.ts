import type { Context } from '../command/context.ts';
import { markSent, unsentOutbox } from '../storage/outbox.ts';

const batch = 200;

/**
 * Hands on what commands announced. There is no peer yet: what nobody outside waits for is delivered as soon as it is
 * stored, and the row says when.
 */
export const relayOutbox = async ({ storage, now }: Context): Promise<void> => {
  for (;;) {
    const waiting = await unsentOutbox(storage.read, batch);
    if (waiting.length === 0) return;
    await storage.transact(async (db) => {
      for (const { id } of waiting) await markSent(db, id, now);
    });
  }
};
