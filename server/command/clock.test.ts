import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson } from '#server/storage/db.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { codesOf, filled, refusal, slugOf, workshopHands } from '#test/support/workshop-hands.ts';
import { readRelated } from '../query/read-related.ts';
import { claimTask } from './claim-task.ts';
import { saveRecord } from './save-record.ts';

interface Clock {
  readonly deadline: string;
  readonly state: string;
  readonly light: string | null;
}

onEachStorage('clock', (context) => {
  const { shop, db, create, read, dataOf, act, lend, broken } = workshopHands(context);

  test('a clock is paused, goes on where it stopped, and is met in the end', async () => {
    shop().clock.set('2026-03-02T02:00:00.000Z');
    const id = await lend();
    shop().clock.set('2026-03-10T02:00:00.000Z');
    await act('dora', id, 'pause');
    assert.equal((await read(id)).due_at, null);
    shop().clock.set('2026-03-20T02:00:00.000Z');
    await act('dora', id, 'resume');
    const clock = await db().selectFrom('clock').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([clock.due_at, clock.state], ['2026-04-09', 'running']);
    await act('dora', id, 'giveBack', { on: '2026-03-20' });
    const met = await db().selectFrom('clock').select('state').where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.equal(met.state, 'met');
    shop().clock.set('2026-03-02T02:00:00.000Z');
  });

  test('what lapses is over when its time is: nothing is overdue, and the record waits for it no more', async () => {
    shop().clock.set('2026-03-02T02:00:00.000Z');
    const id = await lend();
    const before = (await read(id)).due_at;
    await act('dora', id, 'object');
    assert.equal((await read(id)).due_at, '2026-03-05');
    const lights = async () => {
      const clocks = (await readRelated(await shop().as('dora'), { module: 'loan', id, kind: 'clocks' })) as Clock[];
      return clocks.map(({ deadline, state, light }) => [deadline, state, light]);
    };
    shop().clock.set('2026-03-06T02:00:00.000Z');
    assert.deepEqual((await lights()).at(-1), ['objection', 'running', null]);
    await shop().jobs.drain();
    assert.deepEqual((await lights()).at(-1), ['objection', 'lapsed', null]);
    assert.equal((await read(id)).due_at, before);
    shop().clock.set('2026-03-02T02:00:00.000Z');
  });

  test('a deadline that blocks holds everything up but what settles it', async () => {
    shop().clock.set('2026-03-02T02:00:00.000Z');
    const id = await lend();
    await act('dora', id, 'ask');
    shop().clock.set('2026-03-10T02:00:00.000Z');
    const refused = await refusal(act('dora', id, 'giveBack', { on: '2026-03-10' }));
    assert.deepEqual(
      refused.issues.map(({ code, params }) => [code, (params?.message as { en: string } | undefined)?.en]),
      [['workflow.deadlinePassed', 'The holder has not answered']],
    );
    await act('hugo', id, 'answer');
    assert.equal((await act('dora', id, 'giveBack', { on: '2026-03-10' })).state, 'back');
    shop().clock.set('2026-03-02T02:00:00.000Z');
  });

  test('rules of a form set fields when it is saved, and a rule may ask a person', async () => {
    const id = await create({ ...filled, book: 'Rare' });
    await saveRecord(await shop().as('dora'), {
      module: 'loan',
      id,
      version: 1,
      data: { ...filled, book: 'Rare', price: 15_000 },
    });
    assert.equal((await dataOf(id)).dear, true);
    await act('dora', id, 'submit');
    const tasks = await db()
      .selectFrom('task')
      .select(['post', 'title'])
      .where('record_id', '=', id)
      .where('state', '=', 'open')
      .orderBy('id')
      .execute();
    assert.deepEqual(tasks.map(({ post, title }) => [post, asJson<{ en: string }>(title).en]).sort(), [
      ['desk', 'Desk'],
      ['head', 'Look at the binding'],
    ]);
  });

  test('those a deadline names are told once when it nears and once when it has passed', async () => {
    shop().clock.set('2026-03-02T02:00:00.000Z');
    const id = await lend();
    const told = async () =>
      (
        await db()
          .selectFrom('message')
          .select(['account', 'text'])
          .where('record_id', '=', id)
          .orderBy('at')
          .orderBy('id')
          .execute()
      )
        .map(({ account, text }) => [account, asJson<{ en: string }>(text).en])
        .filter(([, text]) => text !== 'It is lent');
    await shop().jobs.drain();
    assert.deepEqual(await told(), []);
    shop().clock.set('2026-03-28T02:00:00.000Z');
    await shop().jobs.drain();
    await shop().jobs.drain();
    assert.deepEqual(await told(), [['hugo', 'Bring back is due on 2026-03-30']]);
    shop().clock.set('2026-03-30T15:00:00.000Z');
    await shop().jobs.drain();
    assert.equal((await told()).length, 1, 'the due day is still in time');
    shop().clock.set('2026-03-31T02:00:00.000Z');
    await shop().jobs.drain();
    assert.deepEqual((await told())[1], ['hana', 'Too late']);
    const unsent = await db().selectFrom('outbox').select('id').where('sent_at', 'is', null).execute();
    assert.deepEqual(unsent, []);
    shop().clock.set('2026-03-02T02:00:00.000Z');
  });

  test('a task of a post is taken by one of its holders', async () => {
    const id = await create();
    await act('dora', id, 'submit');
    const task = await db()
      .selectFrom('task')
      .select('id')
      .where('record_id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();
    assert.deepEqual(await codesOf(claimTask(await shop().as('hugo'), task)), ['access.task']);
    await claimTask(await shop().as('dan'), task);
    assert.equal(await slugOf(claimTask(await shop().as('dora'), task)), 'record-stale');
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
