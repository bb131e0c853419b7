import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { codesOf } from '#test/support/workshop-hands.ts';
import { urgeLate } from './urge-late.ts';

const day = (date: string) => `${date}T02:00:00.000Z`;

onEachStorage('terms of receipts', (context) => {
  const { act, issue, read, handle, receiptOf, stock, pump } = stockHands(context, day('2026-06-22'));

  test('more time is asked for in time, no oftener than allowed and for no longer than the first term', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-06-30' });
    const receipt = await handle(order, 'east');
    const ask = (newDue: string) => act('east', receipt, 'askMore', { newDue, reason: 'too much' });
    assert.deepEqual(await codesOf(ask('2026-06-29')), ['exchange.extensionEarlier']);
    assert.deepEqual(await codesOf(ask('2026-07-09')), ['exchange.extensionLong']);
    assert.deepEqual(await codesOf(act('library', order, 'grant', { receivers: ['east'] }, 'boss')), [
      'exchange.nobody',
    ]);
    for (const due of ['2026-07-08', '2026-07-16']) {
      await ask(due);
      await act('library', order, 'grant', { receivers: ['east'] }, 'boss');
      assert.equal((await read(receipt)).due_at, due);
    }
    assert.deepEqual(await codesOf(ask('2026-07-17')), ['exchange.extensionTimes']);
    stock().clock.set(day('2026-07-17'));
    assert.deepEqual(await codesOf(ask('2026-07-20')), ['exchange.extensionLate']);
    stock().clock.set(day('2026-06-22'));
  });

  test('who keeps an order waiting is urged when it turns yellow, when it turns red, and every five working days', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-06-29' });
    const receipt = await receiptOf(order, 'east');
    const urged: number[] = [];
    for (const date of [
      '2026-06-23',
      '2026-06-24',
      '2026-06-25',
      '2026-06-30',
      '2026-07-06',
      '2026-07-07',
      '2026-07-08',
    ]) {
      stock().clock.set(day(date));
      for (let turn = 0; turn < 2; turn += 1) {
        await urgeLate(stock().machine());
        await pump();
      }
      urged.push(Number((await read(receipt)).data.urgeCount ?? 0));
    }
    assert.deepEqual(urged, [0, 1, 1, 2, 2, 3, 3]);
    stock().clock.set(day('2026-06-22'));
    await act('library', order, 'revoke', { reason: 'not needed any more' }, 'boss');
  });
});
