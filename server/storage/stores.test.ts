import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { assignmentsOf, endAccess, grantAccess } from './access.ts';
import { addFourEyes, fourEyesOf, insertApproval, openApprovalOf, stepsOf } from './approvals.ts';
import { one } from './db.ts';
import { entriesOf, freezeEntries, insertEntry, updateEntry } from './entries.ts';
import { appendEvent, eventHash } from './events.ts';
import { findAnswer, insertAnswer } from './idempotency.ts';
import { claimJob, dueJobs, enqueueJob, failJob, findJob, reviveJobs } from './jobs.ts';
import { makeLayout } from './module-layout.ts';
import { prepareModuleTables } from './module-tables.ts';
import { startSeries, takeNumber, voidNumber } from './numbers.ts';
import { bumpFamily, deleteRecord, findHeader, findRecord, insertRecord, type RecordHeader } from './records.ts';
import { findStash, writeStash } from './stash.ts';
import { claimTask, endTasks, insertTask, openTasksOf } from './tasks.ts';

const at = '2026-06-30T01:00:00.000Z';
const header = (id: string, more: Partial<RecordHeader> = {}): RecordHeader => ({
  id,
  module: 'loan',
  organization: 'o1',
  root_id: id,
  parent_id: null,
  title: 'A loan',
  state: 'draft',
  state_class: 'editable',
  regime: '',
  closure: 'c',
  owner: 'a1',
  due_at: null,
  version: 1,
  family_version: 0,
  platform: 'p',
  origin: 'entered',
  created_at: at,
  created_by: 'a1',
  modified_at: at,
  modified_by: 'a1',
  ...more,
});
const slug = (error: unknown): string => (error instanceof Problem ? error.slug : String(error));

onEachStorage('Stores', (context) => {
  it('keep a record with its data and the columns of its module', async () => {
    const { storage } = context;
    await prepareModuleTables(storage, [
      { key: 'loan', fields: [{ path: 'due', type: 'date' }], indexes: [] },
      { key: 'renewal', fields: [], indexes: [] },
    ]);
    const layout = makeLayout(storage.dialect, 'loan', [{ path: 'due', type: 'date' }]);
    await storage.transact((db) => insertRecord(db, layout, header('r1'), stored({ due: '2026-07-01' })));
    const row = await findRecord(storage.read, 'loan', 'r1');
    assert.equal(row?.version, 1);
    assert.equal(row?.data, '{"due":"2026-07-01"}');
    const own = await one<object>(
      storage.read,
      "select `version`, `state`, `layout`, `f_due_date` as due from `m_loan` where `id` = 'r1'",
    );
    assert.deepEqual({ ...own }, { version: 1, state: row?.state, layout: layout.id, due: '2026-07-01' });
    assert.equal(await findRecord(storage.read, 'renewal', 'r1'), undefined);
  });

  it('move the family version of a root with every child that is added or changed', async () => {
    const { storage } = context;
    const child = header('r2', { module: 'renewal', root_id: 'r1', parent_id: 'r1' });
    await storage.transact((db) => insertRecord(db, makeLayout(storage.dialect, 'renewal', []), child, stored({})));
    assert.equal((await findHeader(storage.read, 'r1'))?.family_version, 1);
    await storage.transact((db) => bumpFamily(db, 'r1'));
    assert.equal((await findHeader(storage.read, 'r1'))?.family_version, 2);
    const stale = storage.transact((db) => deleteRecord(db, { module: 'renewal', id: 'r2', version: 2 })).catch(slug);
    assert.equal(await stale, 'record-stale');
    await storage.transact((db) => deleteRecord(db, { module: 'renewal', id: 'r2', version: 1 }));
    assert.equal(await findHeader(storage.read, 'r2'), undefined);
  });

  it('write a frozen entry never again', async () => {
    const { storage } = context;
    const entry = {
      id: 'e1',
      record_id: 'r1',
      form: 'lend',
      round: 1,
      subject: '',
      data: '{}',
      state: 'open' as const,
      by_account: 'a1',
      at,
      frozen_at: null,
      closure: 'c',
    };
    await storage.transact((db) => insertEntry(db, entry));
    const change = { data: '{"a":1}', by_account: 'a1', at };
    assert.equal(await storage.transact((db) => updateEntry(db, 'e1', change)), 1);
    assert.equal(await storage.transact((db) => freezeEntries(db, 'r1', at, ['lend'])), 1);
    assert.equal(await storage.transact((db) => updateEntry(db, 'e1', change)), 0);
    assert.equal((await entriesOf(storage.read, 'r1'))[0]?.data, '{"a":1}');
  });

  it('count a grant of access once, and end it', async () => {
    const { storage } = context;
    const grant = { root_id: 'r1', subject: 'a2', reason: 'handler', from_at: at };
    await storage.transact((db) => grantAccess(db, grant));
    await storage.transact((db) => grantAccess(db, { ...grant, from_at: '2026-07-01T00:00:00.000Z' }));
    assert.equal((await assignmentsOf(storage.read, { id: 'r1', root_id: 'r1' })).length, 1);
    await storage.transact((db) => endAccess(db, { root_id: 'r1', reason: 'handler', to_at: at }));
    assert.deepEqual(await assignmentsOf(storage.read, { id: 'r1', root_id: 'r1' }), []);
  });

  it('give numbers without gap or duplicate to sixty that ask at once, some of which fail', async () => {
    const { storage } = context;
    const take = (index: number) =>
      storage.transact(async (db) => {
        const format = (n: number) => `No ${n}`;
        const row = await takeNumber(db, { numbering: 'no', organization: 'o1', year: 2026, by: 'a1', at, format });
        if (index % 3 === 0) throw new Error('changed my mind');
        return row.n;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, (_, index) => take(index)));
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    const row = await one<{ last: number; n: number }>(
      storage.read,
      "select (select `last` from `counter` where `numbering` = 'no') as last, count(*) as n from `ledger` where `numbering` = 'no'",
    );
    assert.deepEqual({ ...row }, { last: 40, n: 40 });
    await storage.transact((db) => startSeries(db, { numbering: 'old', organization: 'o1', year: 2026, last: 41 }));
    const wanted = { numbering: 'old', organization: 'o1', year: 2026, by: 'a1', at, format: String };
    assert.equal((await storage.transact((db) => takeNumber(db, wanted))).n, 42);
    const ledger = await one<{ id: string }>(storage.read, "select `id` from `ledger` where `text` = 'No 7'");
    await storage.transact((db) => voidNumber(db, ledger?.id ?? '', 'spoilt'));
  });

  it('append events whose hash can be computed again from the row', async () => {
    const { storage } = context;
    const event = {
      record_id: 'r1',
      root_id: 'r1',
      organization: 'o1',
      type: 'lent',
      actor: 'a1',
      on_behalf_of: null,
      at,
      request_id: 'q',
      record_version: 2,
      data: '{"名":"𬱖"}',
    };
    await storage.transact((db) => appendEvent(db, event));
    const row = await one<typeof event & { hash: string; seq: number }>(
      storage.read,
      "select * from `event` where `record_id` = 'r1'",
    );
    assert.ok(row);
    assert.equal(typeof row.seq, 'number');
    assert.equal(eventHash(row), row.hash);
    assert.notEqual(eventHash({ ...row, actor: 'a2' }), row.hash);
  });

  it('keep an approval run with its steps, and a person once in a group of separated duties', async () => {
    const { storage } = context;
    const step = (seq: number) => ({
      id: `s${seq}`,
      approval_id: 'p1',
      seq,
      step: `step${seq}`,
      state: 'waiting' as const,
      account: null,
      on_behalf_of: null,
      result: null,
      opinion: null,
      at: null,
    });
    await storage.transact(async (db) => {
      await insertApproval(
        db,
        {
          id: 'p1',
          record_id: 'r1',
          action: 'approve',
          round: 1,
          state: 'open',
          result: null,
          started_by: 'a1',
          started_at: at,
          ended_at: null,
        },
        [step(2), step(1)],
      );
      const row = { root_id: 'r1', group_key: 'g', account: 'a1', action: 'approve', at };
      await addFourEyes(db, row);
      await addFourEyes(db, row);
    });
    assert.equal((await openApprovalOf(storage.read, 'r1', 'approve'))?.id, 'p1');
    assert.deepEqual(
      (await stepsOf(storage.read, 'p1')).map(({ seq }) => seq),
      [1, 2],
    );
    assert.equal((await fourEyesOf(storage.read, 'r1')).length, 1);
  });

  it('give a task to the first who claims it', async () => {
    const { storage } = context;
    const task = {
      id: 't1',
      record_id: 'r1',
      root_id: 'r1',
      module: 'loan',
      title: '{}',
      state: 'open' as const,
      account: null,
      post: 'head',
      organization: 'o1',
      action: 'approve',
      deadline: null,
      due_at: null,
      claimed_by: null,
      created_at: at,
      done_at: null,
      done_by: null,
    };
    await storage.transact((db) => insertTask(db, task));
    await storage.transact((db) => claimTask(db, 't1', 'a1'));
    assert.equal(await storage.transact((db) => claimTask(db, 't1', 'a2')).catch(slug), 'record-stale');
    await storage.transact((db) => endTasks(db, { record_id: 'r1', action: 'approve', state: 'done', at, by: 'a1' }));
    assert.deepEqual(await openTasksOf(storage.read, 'r1'), []);
  });

  it('answer a key only once, and keep the newest autosave', async () => {
    const { storage } = context;
    const answer = { actor: 'a1', route: 'POST /x', key: 'k', body: 'h', status: 200, reference: '{}', at };
    await storage.transact((db) => insertAnswer(db, answer));
    assert.equal(await storage.transact((db) => insertAnswer(db, answer)).catch(slug), 'already-exists');
    assert.equal((await findAnswer(storage.read, answer))?.status, 200);
    const key = { account: 'a1', record_id: 'r1', form: 'lend' };
    await storage.transact((db) => writeStash(db, { ...key, data: '1', at, version: 1 }));
    await storage.transact((db) => writeStash(db, { ...key, data: '2', at, version: 1 }));
    assert.equal((await findStash(storage.read, key))?.data, '2');
  });

  it('hand a job to one runner, later again when it failed, and again after a crash', async () => {
    const { storage } = context;
    const id = await storage.transact((db) => enqueueJob(db, { kind: 'render', payload: '{}', at }));
    assert.equal((await dueJobs(storage.read, at))[0]?.id, id);
    assert.equal(await storage.transact((db) => claimJob(db, id)), true);
    assert.equal(await storage.transact((db) => claimJob(db, id)), false);
    await storage.transact((db) => failJob(db, id, { error: 'x', at, runAfter: '2026-07-01T00:00:00.000Z' }));
    assert.deepEqual(await dueJobs(storage.read, at), []);
    await storage.transact((db) => claimJob(db, id));
    await storage.transact((db) => reviveJobs(db));
    assert.equal((await findJob(storage.read, id))?.state, 'waiting');
    assert.equal((await findJob(storage.read, id))?.attempts, 2);
  });
});
