import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import { all, asJson } from '#server/storage/db.ts';
import { counterpartsOf } from '#server/storage/exchanges.ts';
import { randomOf } from '#test/fault/random.ts';
import { settleExchange } from '#test/support/settle-exchange.ts';
import type { Office } from '#test/support/stock.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { type ScriptStep, stockScript } from '#test/support/stock-script.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { unrulyTransport } from '#test/support/unruly-transport.ts';
import { loopback } from './loopback.ts';

const start = '2026-06-22T01:00:00.000Z';
const runs = Number(process.env.RUNS ?? 3);
const seeds = Array.from({ length: runs }, (_, index) => Number(process.env.SEED ?? 2026) + index);

onEachStorage('messages that are late, doubled, lost and out of order', (context) => {
  const hands = stockHands(context, start);
  const { act, draft, fill, read, receiptOf, stock, db, way, broken } = hands;

  /** What came of a step: the new state, or why it was refused. */
  const take = async (order: string, { at, action, person, data }: ScriptStep): Promise<string> => {
    try {
      if (at === 'order') return (await act('library', order, action, data, person)).state;
      const receipt = await receiptOf(order, at as Office);
      if (action !== 'resultForm') return (await act(at, receipt, action, data, person)).state;
      await fill(at, receipt, data);
      return 'saved';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return `${error.slug} ${error.issues.map(({ code }) => code).join()}`;
    }
  };

  const withoutTimes = (data: object) => canonicalJson(data).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'a time');

  /** All that both sides hold in the end, without ids and moments. */
  const stateOf = async (order: string) => {
    const { state, data } = await read(order);
    const receipts = [];
    for (const row of await counterpartsOf(db(), order)) {
      const receipt = await read(row.remote_id);
      const clocks = await all<{ deadline: string; due_at: string; state: string }>(
        db(),
        'select deadline, due_at, state from clock where record_id = ? order by deadline, round',
        [row.remote_id],
      );
      receipts.push({
        office: row.organization,
        known: [row.state, Number(row.closed), withoutTimes(asJson(row.data))],
        receipt: [receipt.state, receipt.due_at, withoutTimes(receipt.data)],
        clocks,
      });
    }
    receipts.sort((a, b) => (a.office < b.office ? -1 : 1));
    return { order: [state, withoutTimes(data)], receipts };
  };

  const play = async (seed: number, settle: () => Promise<void>) => {
    const order = await draft({ dueAt: '2026-07-10', copies: ['eastCorner'] });
    const came: string[][] = [];
    for (const phase of stockScript(randomOf(seed))) {
      const done: string[] = [];
      for (const one of phase) done.push(`${one.at} ${one.action}: ${await take(order, one)}`);
      came.push(done);
      await settle();
    }
    return { order, came };
  };

  for (const seed of seeds) {
    test(`seed ${seed}: both sides end as they do when everything arrives at once and in order`, async () => {
      way.transport = loopback;
      const orderly = await play(seed, async () => {});
      const expected = await stateOf(orderly.order);

      const unruly = unrulyTransport(randomOf(seed + 1000));
      // Without its release, so that nothing arrives before a phase is over.
      way.transport = { deliver: unruly.deliver, reply: unruly.reply };
      const wild = await play(seed, () => settleExchange(context, () => stock().machine(), unruly));
      assert.deepEqual(wild.came, orderly.came);
      assert.deepEqual(await stateOf(wild.order), expected);
      assert.ok(unruly.told.doubled > 0 && unruly.told.delivered > 0);
    });
  }

  test('each message was applied once', async () => {
    const applied = await all<{ n: number }>(
      db(),
      "select count(*) as n from inbox where state = 'applied' group by record_id, remote_id, version",
    );
    assert.ok(applied.length > 0);
    assert.deepEqual([...new Set(applied.map(({ n }) => Number(n)))], [1]);
    const events = await all<{ data: string; record_id: string }>(
      db(),
      'select data, record_id from event where record_version is not null and data like \'%"message"%\'',
    );
    const told = events.map(({ data, record_id }) => `${record_id} ${asJson<{ message: string }>(data).message}`);
    assert.equal(new Set(told).size, told.length);
    const unanswered = await all(db(), "select msg_id from exchange_outbox where state <> 'applied'");
    assert.deepEqual(unanswered, []);
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
