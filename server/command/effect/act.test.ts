import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockHands } from '#test/support/stock-hands.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { createRecord } from '../create-record.ts';

onEachStorage('an action that moves other records', (context) => {
  const { stock, act, issue, read, db, broken, draft } = stockHands(context, '2026-06-22T02:00:00.000Z');
  const plan = async () =>
    (await createRecord(await stock().as('library'), { module: 'stockPlan', data: { name: 'Yearly count' } })).id;

  test('the records named are moved when the order is, by the platform, with what they are told', async () => {
    const [one, two] = [await plan(), await plan()];
    const order = await issue({ receivers: ['east'], dueAt: '2026-07-10', plans: [one, two] });
    const moved = await read(one);
    assert.deepEqual([moved.state, moved.data.orderedAs], ['ordered', 'Count the stock']);
    assert.equal((await read(two)).state, 'ordered');
    const events = await db()
      .selectFrom('event')
      .select(['actor', 'data'])
      .where('record_id', '=', one)
      .where('type', '=', 'record.acted')
      .execute();
    assert.deepEqual(
      events.map(({ actor, data }) => [actor, JSON.parse(String(data)).by]),
      [['system', order]],
    );
  });

  test('a record whose state does not know the action stays as it is', async () => {
    const one = await plan();
    await issue({ receivers: ['east'], dueAt: '2026-07-10', plans: [one] });
    const { version } = await read(one);
    await issue({ receivers: ['east'], dueAt: '2026-07-10', plans: [one] });
    assert.equal((await read(one)).version, version);
  });

  test('nothing moves when the act itself is refused', async () => {
    const one = await plan();
    const order = await draft({ receivers: [], plans: [one] });
    await act('library', order, 'submit');
    await assert.rejects(act('library', order, 'issue', { result: 'agree' }, 'boss'));
    assert.equal((await read(one)).state, 'planned');
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
