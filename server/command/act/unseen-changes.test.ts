import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actByPlatform } from '#server/command/act-by-platform.ts';
import { machine } from '#server/command/context.ts';
import { runCommand } from '#server/command/run-command.ts';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { slugOf } from '#test/support/workshop-hands.ts';
import { actOnRecord } from '../act-on-record.ts';

onEachStorage('an act begun on an older version', (context) => {
  const { act, issue, read, receiptOf, sign, stock } = stockHands(context, '2026-06-22T02:00:00.000Z');
  const byPlatform = async (id: string, field: string) => {
    const at = { ...stock().machine(), actor: machine };
    await runCommand(at, { route: 'test', body: { id, field } }, (unit) =>
      actByPlatform(unit, { module: 'stockReceipt', id }, { change: (data) => ({ ...data, [field]: 'by a rule' }) }),
    );
  };
  const go = async (id: string, version: number, follow: boolean, action = 'sign') =>
    actOnRecord(await stock().as('east'), { module: 'stockReceipt', id, action, version, follow, data: {} });

  test('goes on where only the platform has touched the record, and says so only when it is asked to', async () => {
    const receipt = await receiptOf(await issue({ receivers: ['east'] }), 'east');
    const version = Number((await read(receipt)).version);
    await byPlatform(receipt, 'requirements');
    assert.equal(Number((await read(receipt)).version), version + 1);
    assert.equal(await slugOf(go(receipt, version, false)), 'record-stale');
    const done = await go(receipt, version, true);
    assert.deepEqual([done.state, done.version], ['signed', version + 2]);
    assert.equal((await read(receipt)).data.requirements, 'by a rule');
  });

  test('is refused where a person has moved the record, and where the version is none', async () => {
    const order = await issue({ receivers: ['east'] });
    const receipt = await receiptOf(order, 'east');
    const version = Number((await read(receipt)).version);
    await sign(order, 'east');
    assert.equal(await slugOf(go(receipt, version, true)), 'record-stale');
    assert.equal(await slugOf(go(receipt, 99, true)), 'record-stale');
  });

  test('goes on where a person has changed what it does not read, and not where he changed what it reads', async () => {
    const order = await issue({ receivers: ['east', 'south'], dueAt: '2026-07-10' });
    const boss = await stock().as('library', 'boss');
    const at = async (version: number, action: string, data: object) =>
      actOnRecord(boss, { module: 'stockOrder', id: order, action, version, follow: true, data: { ...data } });
    const version = Number((await read(order)).version);
    await act('library', order, 'urge', { receivers: ['east'], text: 'now' });
    const waived = await at(version, 'waive', { receivers: ['south'], reason: 'not needed' });
    assert.ok(waived.version > version + 1);
    const seen = Number((await read(order)).version);
    await act('library', order, 'waive', { receivers: ['east'], reason: 'another reason' }, 'boss');
    assert.equal(await slugOf(at(seen, 'waive', { receivers: ['east'], reason: 'not needed' })), 'record-stale');
  });
});
