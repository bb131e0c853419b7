import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, asJson } from '#server/storage/db.ts';
import { randomOf } from '#test/fault/random.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage, type TestStorage } from '#test/support/storage.ts';
import { unrulyTransport } from '#test/support/unruly-transport.ts';
import { createJobRunner } from '../job/queue.ts';
import { loopback } from './loopback.ts';
import type { Transport } from './transport.ts';

/** Cases of MODULES §12.6 whose modules come later, by what they ask of the engine. */
const laterCases = (context: TestStorage, usual: Transport): void => {
  const { act, issue, read, report, known, receiptOf, db, stock, pump, broken } = stockHands(
    context,
    '2026-06-22T02:00:00.000Z',
    usual,
  );
  const stated = async (order: string) => (await read(order)).data.stated;

  test('§12.6-14: an office corrects its figures after they were summed: the sum follows and the log tells by how much', async () => {
    const order = await issue({ dueAt: '2026-07-10' });
    for (const [office, books] of [
      ['east', 110],
      ['south', 75],
      ['west', 60],
    ] as const) {
      await report(order, office, { books });
      await act('library', order, 'accept', { receivers: [office], score: 4 });
    }
    assert.deepEqual([(await read(order)).state, await stated(order)], ['allReported', 245]);
    const south = await receiptOf(order, 'south');
    await act('south', south, 'correct', { books: 129, reason: 'a floor was missing' }, 'boss');
    await pump();
    assert.equal(await stated(order), 299);
    assert.deepEqual((await read(south)).data.result, { books: 75 }, 'what was reported stays as it was');
    assert.deepEqual([(await known(order, 'south')).data.books, (await known(order, 'south')).data.stated], [75, 129]);
    const events = await all<{ data: string }>(db(), 'select data from event where record_id = ? order by seq', [
      order,
    ]);
    assert.match(String(events.at(-1)?.data), /245.*299|299.*245/);
  });

  test('§12.6-17: a mark disappears when what it points to is withdrawn, and not before the last copy is', async () => {
    const jobs = createJobRunner(() => stock().machine(), undefined, usual);
    const marks = async () => {
      await jobs.drain();
      await pump();
      await jobs.drain();
      const rows = await all<{ state: string; data: string }>(db(), 'select state, data from m_stockMark order by id');
      return rows.map(({ state, data }) => [state, asJson<{ name: string }>(data).name]);
    };
    const guide = () => issue({ name: 'How to count', receivers: ['east'], copies: ['west'], dueAt: '2026-07-10' });
    const [first, second] = [await guide(), await guide()];
    assert.deepEqual(await marks(), [['shown', 'How to count']]);
    await act('library', first, 'revoke', { reason: 'there is a newer one' }, 'boss');
    assert.equal((await read(await receiptOf(first, 'west'))).state, 'revoked', 'a copy is taken back, too');
    assert.deepEqual(await marks(), [['shown', 'How to count']]);
    await act('library', second, 'revoke', { reason: 'nobody counts any more' }, 'boss');
    assert.deepEqual(await marks(), [['gone', 'How to count']]);
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
};

for (const [name, transport] of [
  ['', () => loopback],
  // What is still under way belongs to one database.
  [', with unruly messages', () => unrulyTransport(randomOf(1417))],
] as const)
  onEachStorage(`later edge cases of orders${name}`, (context) => laterCases(context, transport()));
