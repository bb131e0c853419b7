import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addHours } from '#engine/time.ts';
import { resendMessage } from '#server/command/resend-message.ts';
import { listUndelivered } from '#server/query/list-undelivered.ts';
import { readReceipts } from '#server/query/read-receipts.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { codesOf, slugOf } from '#test/support/workshop-hands.ts';
import { loopback } from './loopback.ts';

const start = '2026-06-22T02:00:00.000Z';

onEachStorage('messages that are given up', (context) => {
  const { act, issue, read, receiptOf, stock, way, pump, broken } = stockHands(context, start);
  let order = '';
  const shown = async () => {
    const [found] = await readReceipts(await stock().as('library'), { module: 'stockOrder', id: order });
    return found?.receipts[0];
  };

  test('after the last attempt the sender sees that nobody answered', async () => {
    order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    way.transport = { deliver: async () => {}, reply: loopback.reply };
    await act('library', order, 'changeDue', { dueAt: '2026-07-20' });
    for (let hour = 0; hour < 20; hour += 1) {
      stock().clock.set(addHours(start, hour));
      await pump();
    }
    assert.deepEqual((await shown())?.problem?.en, 'it was sent several times and never answered');
    way.transport = loopback;
    await pump();
    assert.equal(
      (await read(await receiptOf(order, 'east'))).data.dueAt,
      '2026-07-10',
      'it is not sent by itself any more',
    );
  });

  test('an operator sees it and sends it again; nobody else may', async () => {
    const operator = await stock().as('library', 'boss');
    const { total, items } = await listUndelivered(operator, { language: 'en' });
    const [given] = items;
    assert.deepEqual([total, given?.why, given?.attempts], [1, 'it was sent several times and never answered', 6]);
    assert.deepEqual((await listUndelivered(operator, { skip: 1 })).items, []);
    assert.deepEqual(
      [given?.state, given?.message, given?.organization, given?.record.id],
      ['dead', 'changed', 'east', order],
    );
    assert.equal(await slugOf(listUndelivered(await stock().as('library'))), 'not-permitted');
    const id = given?.id ?? '';
    assert.equal(await slugOf(resendMessage(await stock().as('library'), { id })), 'not-permitted');
    assert.equal(await slugOf(resendMessage(operator, { id: 'none' })), 'not-found');
    await resendMessage(operator, { id });
    await pump();
    assert.equal((await read(await receiptOf(order, 'east'))).data.dueAt, '2026-07-20');
    assert.deepEqual([(await shown())?.problem, (await shown())?.pending], [null, null]);
    assert.deepEqual(await codesOf(resendMessage(operator, { id })), ['exchange.notGivenUp']);
    assert.deepEqual(await listUndelivered(operator), { total: 0, items: [] });
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
