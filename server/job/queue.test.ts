import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem } from '#engine/problem.ts';
import { claimJob, enqueueJob, findJob } from '#server/storage/jobs.ts';
import type { Storage } from '#server/storage/storage.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { codesOf, filled, workshopHands } from '#test/support/workshop-hands.ts';
import { actOnRecord } from '../command/act-on-record.ts';
import { createJobRunner } from './queue.ts';

onEachStorage('jobs', (context) => {
  const { shop, create, read, lend, act, db } = workshopHands(context);
  const at = '2026-03-02T02:00:00.000Z';
  const enqueue = (kind: string, payload: object, runAfter = at) =>
    context.storage.transact((tx) => enqueueJob(tx, { kind, payload: JSON.stringify(payload), at, runAfter }));
  const job = async (id: string) => {
    const row = await findJob(db(), id);
    return [row?.state, Number(row?.attempts)];
  };

  test('a job waits for its time', async () => {
    const id = await enqueue(
      'clock-step',
      { clock: 'none', due: '2026-03-03', step: 'passed' },
      '2026-03-02T03:00:00.000Z',
    );
    await shop().jobs.drain();
    assert.deepEqual(await job(id), ['waiting', 0]);
    shop().clock.set('2026-03-02T03:00:00.000Z');
    await shop().jobs.drain();
    assert.deepEqual(await job(id), ['done', 1]);
    shop().clock.set(at);
  });

  test('a job that fails is tried again later and is given up in the end, with the reason', async () => {
    const id = await enqueue('no such kind', {});
    const seen = [];
    for (let hour = 2; hour < 20; hour += 1) {
      shop().clock.set(`2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`);
      await shop().jobs.drain();
      seen.push((await job(id))[0]);
    }
    assert.deepEqual(await job(id), ['failed', 6]);
    assert.equal(seen[0], 'waiting');
    assert.match((await findJob(db(), id))?.error ?? '', /no handler for jobs of kind no such kind/);
    shop().clock.set(at);
  });

  test('a job that was running when its process died is done by the next one', async () => {
    const id = await enqueue('clock-step', { clock: 'none', due: '2026-03-03', step: 'passed' });
    assert.equal(await context.storage.transact((tx) => claimJob(tx, id)), true);
    assert.equal(await context.storage.transact((tx) => claimJob(tx, id)), false, 'nobody else takes it meanwhile');
    const machine = { ...(await shop().as('dora')), now: at };
    const next = createJobRunner(() => machine);
    next.start();
    await next.drain();
    await next.stop();
    assert.deepEqual(await job(id), ['done', 2]);
  });

  test('a job that ran while the database went away is done when it is back', async () => {
    let answers = Number.POSITIVE_INFINITY;
    const storage: Storage = {
      ...context.storage,
      transact: async (work) => {
        answers -= 1;
        if (answers < 0) throw problem('busy');
        return await context.storage.transact(work);
      },
    };
    const machine = { ...(await shop().as('dora')), now: at };
    const runner = createJobRunner(
      () => ({ ...machine, storage }),
      () => {},
    );
    await runner.drain();
    const id = await enqueue('clock-step', { clock: 'none', due: '2026-03-03', step: 'passed' });
    answers = 1;
    await runner.drain();
    assert.deepEqual(await job(id), ['running', 1]);
    answers = Number.POSITIVE_INFINITY;
    await runner.drain();
    assert.deepEqual(await job(id), ['done', 2]);
    await runner.stop();
  });

  test('what was announced is delivered once, and every event is sealed in time', async () => {
    await lend(filled);
    shop().clock.set('2026-03-02T02:01:00.000Z');
    await shop().jobs.drain();
    const unsent = await db().selectFrom('outbox').select('id').where('sent_at', 'is', null).execute();
    assert.deepEqual(unsent, []);
    const last = await db().selectFrom('block').select('to_seq').orderBy('no', 'desc').executeTakeFirstOrThrow();
    const events = await db().selectFrom('event').select('seq').orderBy('seq', 'desc').executeTakeFirstOrThrow();
    assert.equal(Number(last.to_seq), Number(events.seq));
    shop().clock.set(at);
  });

  test('a clock that starts tells the runner at once that it has work', async () => {
    const id = await create();
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    const { version } = await read(id);
    let woken = 0;
    const carl = await shop().as('carl');
    const wake = () => {
      woken += 1;
    };
    const sign = { module: 'loan', id, action: 'sign', version: Number(version), data: { result: 'agree', note: 'x' } };
    await actOnRecord({ ...carl, services: { ...carl.services, wake } }, sign);
    assert.equal(woken, 1);
  });

  test('a warning of a clock that was extended meanwhile says nothing', async () => {
    const id = await lend(filled);
    await act('hugo', id, 'renew');
    await act('hana', id, 'renew', { result: 'agree' });
    shop().clock.set('2026-03-31T02:00:00.000Z');
    await shop().jobs.drain();
    const told = await db()
      .selectFrom('event')
      .select('type')
      .where('record_id', '=', id)
      .where('type', 'like', 'clock.%')
      .execute();
    assert.deepEqual(told, []);
    shop().clock.set('2026-04-14T02:00:00.000Z');
    await shop().jobs.drain();
    const later = await db()
      .selectFrom('event')
      .select('type')
      .where('record_id', '=', id)
      .where('type', 'like', 'clock.%')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      later.map(({ type }) => type),
      ['clock.warned', 'clock.passed'],
    );
    shop().clock.set(at);
    assert.deepEqual(
      await codesOf(act('hugo', id, 'renew').then(() => act('hana', id, 'renew', { result: 'agree' }))),
      ['workflow.extendedOften'],
    );
  });
});
