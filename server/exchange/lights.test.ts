import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saveRecord } from '#server/command/save-record.ts';
import { availableActions } from '#server/query/available-actions.ts';
import { readReceipts } from '#server/query/read-receipts.ts';
import { readRecord } from '#server/query/read-record.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';

const day = (date: string, hour = '02') => `${date}T${hour}:00:00.000Z`;

// The vector of three receivers, one of whom hands on: MODULES §12.5, Orders.
onEachStorage('lights of an order and its receipts', (context) => {
  const hands = stockHands(context, day('2026-06-22'));
  const { act, issue, read, handle, receiptOf, fill, report, stock, db, broken } = hands;
  let order = '';

  const shown = async () => {
    const [found] = await readReceipts(await stock().as('library', 'boss'), { module: 'stockOrder', id: order });
    assert.ok(found);
    const lights = found.receipts.map(({ organization, light, signLight }) => [organization, light, signLight]);
    return { order: found.light, receipts: Object.fromEntries(lights.map(([name, ...rest]) => [name, rest])) };
  };

  test('a receipt of one working day to sign and five to report is green at first', async () => {
    order = await issue({ urgency: 'high', dueAt: '2026-06-29' });
    const [found] = await readReceipts(await stock().as('library'), { module: 'stockOrder', id: order });
    assert.deepEqual(
      found?.receipts.map(({ data }) => [data.signDue, data.due]),
      Array.from({ length: 3 }, () => ['2026-06-23', '2026-06-29']),
    );
    assert.deepEqual(await shown(), {
      order: 'green',
      receipts: { east: ['green', 'green'], south: ['green', 'green'], west: ['green', 'green'] },
    });
  });

  test('who hands on leaves three working days to himself', async () => {
    const above = await handle(order, 'east');
    await act('east', above, 'handOn');
    const lower = await db()
      .selectFrom('record')
      .select(['id', 'version'])
      .where('module', '=', 'stockOrder')
      .where('organization', '=', 'east')
      .executeTakeFirstOrThrow();
    const made = await read(lower.id);
    assert.deepEqual(
      [made.data.dueAt, made.data.servesReceipt, made.data.name],
      ['2026-06-24', above, 'Count the stock'],
    );
    await saveRecord(await stock().as('east'), {
      module: 'stockOrder',
      id: lower.id,
      version: Number(lower.version),
      data: { name: 'Count the stock', urgency: 'high', dueAt: '2026-06-24', receivers: ['eastCorner'] },
    });
    await act('east', lower.id, 'submit');
    await act('east', lower.id, 'issue', { result: 'agree' }, 'boss');
    const east = await stock().as('east');
    const blocked = (await availableActions(east, { module: 'stockReceipt', id: above })).find(
      ({ key }) => key === 'fill',
    );
    assert.deepEqual(
      blocked?.reasons.map(({ code, params }) => [code, params?.count]),
      [['exchange.lowerOpen', 1]],
    );

    await handle(order, 'west');
    stock().clock.set(day('2026-06-24'));
    assert.deepEqual((await shown()).receipts.south, ['yellow', 'red'], 'not signed in time');
    await act('south', await receiptOf(order, 'south'), 'sign');
    await report(lower.id, 'eastCorner', { books: 40 });
    stock().clock.set(day('2026-06-25'));
    await act('east', lower.id, 'accept', { receivers: ['eastCorner'], score: 5 });
    assert.equal((await read(lower.id)).state, 'allReported');

    stock().clock.set(day('2026-06-26'));
    await act('east', above, 'fill');
    await fill('east', above, { books: 300 });
    await act('east', above, 'hand');
    await act('east', above, 'report', { result: 'agree' }, 'boss');
    await act('library', order, 'accept', { receivers: ['east'], score: 5 });
    assert.deepEqual((await shown()).receipts.east, ['none', 'none']);
  });

  test('more time that is asked for shows as such, and moves the clock only when it is granted', async () => {
    const receipt = await receiptOf(order, 'west');
    assert.deepEqual((await shown()).receipts.west, ['yellow', 'none']);
    await act('west', receipt, 'askMore', { newDue: '2026-07-06', reason: 'the cellar is flooded' });
    assert.deepEqual((await shown()).receipts.west, ['greenPending', 'none']);
    assert.equal((await read(receipt)).due_at, '2026-06-29');
    await act('library', order, 'grant', { receivers: ['west'] }, 'boss');
    assert.equal((await read(receipt)).due_at, '2026-07-06');
    assert.deepEqual((await shown()).receipts.west, ['green', 'none']);
  });

  test('on the thirtieth one is done, one red, one green with four working days left; the order is red and not finished', async () => {
    stock().clock.set(day('2026-06-30'));
    assert.deepEqual(await shown(), {
      order: 'red',
      receipts: { east: ['none', 'none'], south: ['red', 'blue'], west: ['green', 'none'] },
    });
    const boss = await stock().as('library', 'boss');
    const finish = (await availableActions(boss, { module: 'stockOrder', id: order })).find(
      ({ key }) => key === 'finish',
    );
    assert.equal(finish?.allowed ?? false, false);
    assert.deepEqual((await read(order)).data.receipts, { total: 3, open: 2, signed: 3, accepted: 1 });
    const { metadata } = await readRecord(boss, { module: 'stockOrder', id: order });
    assert.deepEqual([metadata.light, metadata.due], ['red', '2026-06-29'], 'the record itself bears the worst light');
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
