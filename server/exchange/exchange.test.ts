import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';

onEachStorage('order and receipt', (context) => {
  const hands = stockHands(context, '2026-06-22T02:00:00.000Z');
  const { act, issue, read, report, known, receiptOf, broken } = hands;

  test('an order walks from issue over signature, report and acceptance to its end', async () => {
    const order = await issue({ dueAt: '2026-07-31', requirements: 'all floors' });
    const receipt = await receiptOf(order, 'east');
    const arrived = await read(receipt);
    assert.deepEqual(
      [arrived.organization, arrived.state, arrived.data.requirements, arrived.data.sender, arrived.data.dueAt],
      ['east', 'toSign', 'all floors', 'library', '2026-07-31'],
    );
    assert.equal((await known(order, 'east')).state, 'toSign');
    assert.deepEqual((await read(order)).data.receipts, { total: 3, open: 3, signed: 0, accepted: 0 });

    await report(order, 'east', { books: 120 });
    assert.equal((await read(order)).state, 'inProgress');
    assert.deepEqual([(await known(order, 'east')).state, (await known(order, 'east')).data.books], ['reported', 120]);
    await act('library', order, 'accept', { receivers: ['east'], score: 5 });
    assert.deepEqual([(await read(receipt)).state, (await read(receipt)).data.score], ['accepted', 5]);
    assert.deepEqual((await read(order)).data.receipts, { total: 3, open: 2, signed: 1, accepted: 1 });

    for (const office of ['south', 'west'] as const) await report(order, office);
    await act('library', order, 'accept', { receivers: ['south', 'west'], score: 4 });
    assert.equal((await read(order)).state, 'allReported');
    await act('library', order, 'finish', {}, 'boss');
    assert.equal((await read(order)).state, 'finished');
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
