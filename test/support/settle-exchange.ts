import assert from 'node:assert/strict';
import type { Context } from '#server/command/context.ts';
import { pumpExchange } from '#server/exchange/pump.ts';
import type { Transport } from '#server/exchange/transport.ts';
import { all, run } from '#server/storage/db.ts';
import type { TestStorage } from './storage.ts';
import type { UnrulyTransport } from './unruly-transport.ts';

export const isUnruly = (transport: Transport): transport is UnrulyTransport => 'release' in transport;

/** Lets everything that is on its way arrive, in its wild order, until both sides are at rest. */
export const settleExchange = async (
  { storage }: TestStorage,
  machine: () => Context,
  transport: UnrulyTransport,
): Promise<void> => {
  const waiting = async () =>
    (await all(storage.read, "select msg_id from exchange_outbox where state in ('waiting', 'sent')")).length +
    (await all(storage.read, "select msg_id from inbox where state = 'received'")).length;
  await pumpExchange(machine(), transport);
  for (let turn = 0; turn < 60; turn += 1) {
    await transport.release(machine());
    if ((await waiting()) === 0) return;
    // What was lost is sent again after a pause of the sender's; here the pause is over at once.
    await storage.transact((tx) =>
      run(tx, "update exchange_outbox set run_after = ?, attempts = 0 where state in ('waiting', 'sent')", [
        machine().now,
      ]),
    );
    await pumpExchange(machine(), transport);
  }
  assert.fail('it never comes to rest');
};
