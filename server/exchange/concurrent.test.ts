import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { all } from '#server/storage/db.ts';
import { counterpartsOf } from '#server/storage/exchanges.ts';
import type { Office } from '#test/support/stock.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';

onEachStorage('many at once', (context) => {
  const { act, issue, read, stock, db, way, pump, broken } = stockHands(context, '2026-06-22T02:00:00.000Z');
  const offices = ['east', 'south', 'west'] as const;

  test('three who deliver and apply, while everybody signs, apply each message once and count right', async () => {
    const orders = await Promise.all(offices.map(() => issue({ dueAt: '2026-07-10' })));
    const signing = orders.map(async (order) => {
      for (const { remote_id, organization } of await counterpartsOf(db(), order)) {
        const { version } = await read(remote_id);
        const who = await stock().as(organization as Office);
        await actOnRecord(who, { module: 'stockReceipt', id: remote_id, action: 'sign', version: Number(version) });
      }
    });
    const pumping = Array.from({ length: 3 }, async () => {
      for (let turn = 0; turn < 5; turn += 1) await pump();
    });
    await Promise.all([...signing, ...pumping]);
    await pump();
    for (const order of orders) {
      const { state, data } = await read(order);
      assert.deepEqual([state, data.receipts], ['inProgress', { total: 3, open: 3, signed: 3, accepted: 0 }]);
    }
    assert.deepEqual(await all(db(), "select msg_id from exchange_outbox where state <> 'applied'"), []);
  });

  test('an act on an order whose receipts answer meanwhile is refused as stale or counts in full', async () => {
    const order = await issue({ dueAt: '2026-07-10' });
    const held: (() => Promise<void>)[] = [];
    const { deliver, reply } = way.transport;
    way.transport = { reply, deliver: async (at, envelope) => void held.push(() => deliver(at, envelope)) };
    for (const { remote_id, organization } of await counterpartsOf(db(), order))
      await act(organization as Office, remote_id, 'sign');
    way.transport = { reply, deliver };
    const { version } = await read(order);
    const urge = actOnRecord(await stock().as('library'), {
      module: 'stockOrder',
      id: order,
      action: 'urge',
      version: Number(version),
      data: { receivers: [...offices], text: 'please' },
    }).then(
      () => 'done',
      ({ slug }) => String(slug),
    );
    await Promise.all([...held.map((deliverOne) => deliverOne()), pump(), urge]);
    await pump();
    const rows = await counterpartsOf(db(), order);
    const urged = rows.filter(({ data }) => JSON.parse(String(data)).urgeCount === 1).length;
    assert.equal(urged, (await urge) === 'done' ? 3 : 0);
    assert.ok(['done', 'record-stale'].includes(await urge), await urge);
    assert.deepEqual((await read(order)).data.receipts, { total: 3, open: 3, signed: 3, accepted: 0 });
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
