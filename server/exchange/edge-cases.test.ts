import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Envelope } from '#engine/exchange/envelope.ts';
import { canonicalJson } from '#engine/json.ts';
import { hashText } from '#server/command/hash.ts';
import { saveRecord } from '#server/command/save-record.ts';
import { availableActions } from '#server/query/available-actions.ts';
import { readReceipts } from '#server/query/read-receipts.ts';
import { insertDelegation } from '#server/storage/accounts.ts';
import { all, asJson, run } from '#server/storage/db.ts';
import { randomOf } from '#test/fault/random.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage, type TestStorage } from '#test/support/storage.ts';
import { unrulyTransport } from '#test/support/unruly-transport.ts';
import { codesOf, slugOf } from '#test/support/workshop-hands.ts';
import { loopback } from './loopback.ts';
import type { Transport } from './transport.ts';

const day = (date: string) => `${date}T02:00:00.000Z`;

const edgeCases = (context: TestStorage, usual: Transport): void => {
  const hands = stockHands(context, day('2026-06-22'), usual);
  const { act, draft, issue, read, report, sign, handle, fill, known, receiptOf, stock, db, way, pump, broken } = hands;
  const counts = async (order: string) => (await read(order)).data.receipts;

  test('§12.6-1: a receiver added after issue is asked, and nobody is asked twice', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    await act('library', order, 'more', { receivers: ['east', 'west'] });
    assert.deepEqual(await counts(order), { total: 2, open: 2, signed: 0, accepted: 0 });
    assert.deepEqual((await read(order)).data.receivers, ['east', 'east', 'west']);
    const again = act('library', order, 'more', { receivers: ['west'] });
    assert.deepEqual(await codesOf(again), ['exchange.noReceiver']);
  });

  test('only organizations below may be asked', async () => {
    const id = await draft({ receivers: ['library'] }, 'east');
    await act('east', id, 'submit');
    assert.deepEqual(await codesOf(act('east', id, 'issue', { result: 'agree' }, 'boss')), ['exchange.receiverPlace']);
    const none = await draft({ receivers: [] });
    await act('library', none, 'submit');
    assert.deepEqual(await codesOf(act('library', none, 'issue', { result: 'agree' }, 'boss')), [
      'exchange.noReceiver',
    ]);
  });

  test('§12.6-2: revoked after one has signed: every receipt is revoked and the signer is told', async () => {
    const order = await issue({ dueAt: '2026-07-10' });
    const receipt = await sign(order, 'east');
    await act('library', order, 'revoke', { reason: 'not needed any more' }, 'boss');
    assert.equal((await read(receipt)).state, 'revoked');
    const told = await all<{ account: string }>(
      db(),
      'select account from message where record_id = ? order by account',
      [receipt],
    );
    assert.deepEqual(
      told.map(({ account }) => account),
      ['east-desk', 'east-desk2'],
    );
    assert.deepEqual(await counts(order), { total: 3, open: 0, signed: 0, accepted: 0 });
    assert.equal((await read(receipt)).due_at, null);
    assert.equal(await slugOf(act('east', receipt, 'handle', {}, 'boss')), 'action-not-available');
  });

  test('revoked while the receipt is being signed: the revocation wins, whichever message is first', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const receipt = await receiptOf(order, 'east');
    const held: (() => Promise<void>)[] = [];
    way.transport = {
      deliver: async (at, envelope) => void held.push(() => loopback.deliver(at, envelope)),
      reply: loopback.reply,
    };
    await act('east', receipt, 'sign');
    await act('library', order, 'revoke', { reason: 'not needed any more' }, 'boss');
    assert.deepEqual([(await read(receipt)).state, (await read(order)).state], ['signed', 'revoked']);
    for (const deliver of held.reverse()) await deliver();
    way.transport = usual;
    await pump();
    assert.deepEqual([(await read(receipt)).state, (await read(order)).state], ['revoked', 'revoked']);
    assert.equal((await known(order, 'east')).state, 'revoked');
  });

  test('§12.6-3: while a receiver below has not finished, the report above is held back', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-31' });
    const receipt = await handle(order, 'east');
    await act('east', receipt, 'handOn');
    const [{ id: lower = '' } = {}] = await all<{ id: string }>(
      db(),
      "select id from record where module = 'stockOrder' and organization = 'east' order by id desc limit 1",
    );
    const data = { name: 'Count', urgency: 'normal', receivers: ['eastCorner'], dueAt: '2026-07-10' };
    const { version } = await read(lower);
    await saveRecord(await stock().as('east'), { module: 'stockOrder', id: lower, version: Number(version), data });
    await act('east', lower, 'submit');
    await act('east', lower, 'issue', { result: 'agree' }, 'boss');
    assert.deepEqual(await codesOf(act('east', receipt, 'fill')), ['exchange.lowerOpen']);
    await report(lower, 'eastCorner');
    assert.deepEqual(await codesOf(act('east', receipt, 'fill')), ['exchange.lowerOpen']);
    await act('east', lower, 'accept', { receivers: ['eastCorner'], score: 3 });
    assert.equal((await act('east', receipt, 'fill')).state, 'drafting');
  });

  test('§12.6-4: sent back: what was attached and counted stays, and the new term is that of a return', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const receipt = await report(order, 'east', { books: 77 });
    const files = await read(receipt);
    await act('library', order, 'sendBack', { receivers: ['east'], reason: 'one floor is missing' });
    const back = await read(receipt);
    assert.deepEqual(
      [back.state, back.data.returnCount, back.data.returnReason, back.data.result, back.due_at],
      ['sentBack', 1, 'one floor is missing', files.data.result, '2026-06-29'],
    );
    await act('east', receipt, 'mend');
    assert.deepEqual((await read(receipt)).data.result, { books: 77 });
    await fill('east', receipt, { books: 99 });
    await act('east', receipt, 'hand');
    await act('east', receipt, 'report', { result: 'agree' }, 'boss');
    const entries = await all<{ round: number; data: string }>(
      db(),
      "select round, data from entry where record_id = ? and form = 'resultForm' order by round",
      [receipt],
    );
    assert.deepEqual(
      entries.map(({ data }) => asJson<{ books: number }>(data).books),
      [77, 99],
    );
    assert.deepEqual([(await known(order, 'east')).data.returnCount, (await known(order, 'east')).data.books], [1, 99]);
  });

  test('§12.6-5: finished by force: who is open is waived, and the order is finished at once', async () => {
    const order = await issue({ receivers: ['east', 'south'], dueAt: '2026-07-10' });
    await report(order, 'east');
    await act('library', order, 'accept', { receivers: ['east'], score: 3 });
    assert.equal(await slugOf(act('library', order, 'forceFinish', { reason: 'short' }, 'boss')), 'invalid-input');
    await act('library', order, 'forceFinish', { reason: 'enough is known now' }, 'boss');
    const south = await read(await receiptOf(order, 'south'));
    assert.deepEqual(
      [(await read(order)).state, south.state, south.data.waiveReason],
      ['finished', 'waived', 'enough is known now'],
    );
    assert.deepEqual(await counts(order), { total: 2, open: 0, signed: 1, accepted: 1 });
  });

  test('what is refused may be asked again', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const first = await receiptOf(order, 'east');
    await act('east', first, 'refuse', { reason: 'not ours' }, 'boss');
    assert.equal((await known(order, 'east')).state, 'refused');
    await act('library', order, 'more', { receivers: ['east'] });
    const second = await receiptOf(order, 'east');
    assert.notEqual(second, first);
    assert.equal((await read(second)).state, 'toSign');
    assert.deepEqual(await counts(order), { total: 2, open: 1, signed: 0, accepted: 0 });
  });

  test('§12.6-6: two people edit one draft: the second is told and nothing is lost', async () => {
    const id = await draft({ dueAt: '2026-07-10' });
    const data = { name: 'Count', urgency: 'normal', receivers: ['east'] };
    await saveRecord(await stock().as('library'), { module: 'stockOrder', id, version: 1, data });
    const late = saveRecord(await stock().as('library'), { module: 'stockOrder', id, version: 1, data });
    assert.equal(await slugOf(late), 'record-stale');
  });

  test('§12.6-7: a delegation that ended in the middle of an order gives no right any more', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const receipt = await sign(order, 'east');
    await context.storage.transact((tx) =>
      insertDelegation(tx, {
        id: `d-${receipt}`,
        from_account: 'east-boss',
        to_account: 'east-desk2',
        post: 'head',
        from_date: '2026-06-01',
        to_date: '2026-06-22',
      }),
    );
    const may = async () =>
      (await availableActions(await stock().as('east', 'desk2'), { module: 'stockReceipt', id: receipt })).find(
        ({ key }) => key === 'handle',
      )?.allowed;
    assert.equal(await may(), true);
    stock().clock.set(day('2026-06-23'));
    assert.equal(await may(), false);
    stock().clock.set(day('2026-06-22'));
  });

  test('§12.6-8: an office that changes its name keeps its receipts and is shown by its new name', async () => {
    const order = await issue({ receivers: ['west'], dueAt: '2026-07-10' });
    await context.storage.transact((tx) =>
      run(tx, 'update organization set name = ? where id = ?', ['West Branch', 'west']),
    );
    const [found] = await readReceipts(await stock().as('library'), { module: 'stockOrder', id: order });
    assert.deepEqual(
      found?.receipts.map(({ organizationName, state }) => [organizationName, state]),
      [['West Branch', 'toSign']],
    );
    await report(order, 'west');
    assert.equal((await known(order, 'west')).state, 'reported');
  });

  test('a copy is there to read and is not counted', async () => {
    const order = await issue({ receivers: ['east'], copies: ['west', 'east'], dueAt: '2026-07-10' });
    const copy = await read(await receiptOf(order, 'west'));
    assert.deepEqual(
      [copy.organization, copy.state, copy.data.name, copy.due_at],
      ['west', 'copied', 'Count the stock', null],
    );
    assert.deepEqual(await counts(order), { total: 1, open: 1, signed: 0, accepted: 0 });
  });

  test('§12.6-19: a day without the other side: everything is sent again and applied in its order', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const receipt = await receiptOf(order, 'east');
    let down = true;
    way.transport = {
      deliver: (at, envelope) => (down ? Promise.resolve() : loopback.deliver(at, envelope)),
      reply: loopback.reply,
    };
    await act('library', order, 'changeDue', { dueAt: '2026-07-20' });
    await act('library', order, 'changeDue', { dueAt: '2026-07-30' });
    assert.equal((await read(receipt)).data.dueAt, '2026-07-10');
    stock().clock.set(day('2026-06-23'));
    await pump();
    down = false;
    stock().clock.set(day('2026-06-24'));
    await pump();
    assert.equal((await read(receipt)).data.dueAt, '2026-07-30');
    way.transport = usual;
    stock().clock.set(day('2026-06-22'));
  });

  test('an envelope whose body was altered is not taken, and one of an unknown kind is rejected with the reason', async () => {
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10' });
    const [sent] = await all<{ payload: string }>(
      db(),
      'select payload from exchange_outbox where record_id = ? order by version desc',
      [order],
    );
    const envelope = asJson<Envelope>(sent?.payload);
    const altered = { ...envelope, msgId: 'm-altered', body: { data: { name: 'Burn the stock' } } };
    assert.deepEqual(await codesOf(loopback.deliver(stock().machine(), altered)), ['exchange.bodyHash']);
    const strange = { ...envelope, msgId: 'm-strange', version: 2, prevVersion: 1, message: 'burn' };
    await loopback.deliver(stock().machine(), { ...strange, bodyHash: hashText(canonicalJson(strange.body)) });
    await pump();
    const [row] = await all<{ state: string; code: string }>(
      db(),
      "select state, code from inbox where msg_id = 'm-strange'",
    );
    assert.deepEqual(row, { state: 'rejected', code: 'exchange.unknownMessage' });
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
};

// Once with a loopback that is prompt, once with one that delays, doubles, loses and reorders.
for (const [name, transport] of [
  ['', () => loopback],
  // What is still under way belongs to one database.
  [', with unruly messages', () => unrulyTransport(randomOf(126))],
] as const)
  onEachStorage(`edge cases of orders${name}`, (context) => edgeCases(context, transport()));
