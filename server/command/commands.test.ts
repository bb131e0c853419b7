import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { availableActions } from '#server/query/available-actions.ts';
import { readRecord } from '#server/query/read-record.ts';
import { asJson } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type PersonName, type Workshop } from '#test/support/workshop.ts';
import { actOnRecord } from './act-on-record.ts';
import { claimTask } from './claim-task.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import { saveRecord } from './save-record.ts';
import { stashRecord } from './stash-record.ts';

const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  assert.fail('nothing was refused');
};
const slugOf = async (work: Promise<unknown>) => (await refusal(work)).slug;
const codesOf = async (work: Promise<unknown>) => (await refusal(work)).issues.map(({ code }) => code);

onEachStorage('commands', (context) => {
  let shop: Workshop;
  before(async () => {
    shop = await openWorkshop(context);
  });
  after(() => shop.close());

  const db = () => context.storage.read;
  const filled = { book: 'Atlas', reader: 'Bo Yang', price: 4000, lentOn: '2026-03-02', holder: 'hugo' };
  const create = async (data: object = filled, more: object = {}) =>
    (await createRecord(await shop.as('dora'), { module: 'loan', data: { ...data }, ...more })).id;
  const read = (id: string, module = 'loan') =>
    db().selectFrom('record').selectAll().where('id', '=', id).where('module', '=', module).executeTakeFirstOrThrow();
  const dataOf = async (id: string) => (await readRecord(await shop.as('hana'), { module: 'loan', id })).data;
  const act = async (name: PersonName, id: string, action: string, data: object = {}, module = 'loan') => {
    const { version } = await read(id, module);
    return await actOnRecord(await shop.as(name), { module, id, action, version: Number(version), data: { ...data } });
  };
  const addCopy = async (parent: string, data: object = { label: 'first' }) =>
    (await createRecord(await shop.as('dora'), { module: 'copy', parent, data: { ...data } })).id;
  const lend = async (data: object = filled) => {
    const id = await create(data);
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    await act('carl', id, 'sign', { result: 'agree', note: 'fine' });
    return id;
  };
  const count = async (table: 'record' | 'event' | 'entry' | 'ledger' | 'outbox' | 'idempotency' | 'decision') =>
    Number((await db().selectFrom(table).select(db().fn.countAll().as('n')).executeTakeFirstOrThrow()).n);

  test('a draft may be half empty, but what is filled must be right', async () => {
    const id = await create({ book: 'Half' });
    const row = await read(id);
    assert.deepEqual([row.state, row.title, Number(row.version), row.organization], ['draft', 'Half', 1, 'town']);
    assert.deepEqual(await codesOf(create({ boook: 'x' })), ['unknownKey']);
    assert.equal(await slugOf(create({ price: 'much' })), 'invalid-input');
  });

  test('only those whom role and module name may create', async () => {
    const by = async (name: PersonName) => createRecord(await shop.as(name), { module: 'loan', data: {} });
    assert.deepEqual(await codesOf(by('gus')), ['access.operation']);
    assert.deepEqual(await codesOf(by('hugo')), ['access.create']);
    assert.equal(await slugOf(createRecord(await shop.as('dora'), { module: 'nothing', data: {} })), 'not-found');
  });

  test('the same key gives the same answer once, and another body under it is refused', async () => {
    const key = { idempotencyKey: 'once' };
    const before = await count('record');
    const ids = await Promise.all([create(filled, key), create(filled, key), create(filled, key)]);
    assert.equal(new Set(ids).size, 1);
    assert.equal(await create(filled, key), ids[0]);
    assert.equal(await count('record'), before + 1);
    assert.equal(await slugOf(create({ book: 'Other' }, key)), 'idempotency-mismatch');
    assert.equal(await count('record'), before + 1);
  });

  test('a repeated save answers as before although the version has moved on', async () => {
    const id = await create();
    const input = { module: 'loan', id, version: 1, data: { ...filled, price: 1 }, idempotencyKey: 'save' };
    const first = await saveRecord(await shop.as('dora'), input);
    assert.deepEqual(await saveRecord(await shop.as('dora'), input), first);
    assert.equal(first.version, 2);
  });

  test('of two who save the same version one is told that it is stale', async () => {
    const id = await create();
    const save = async (book: string) =>
      saveRecord(await shop.as('dora'), { module: 'loan', id, version: 1, data: { ...filled, book } });
    const results = await Promise.allSettled([save('A'), save('B')]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [lost] = results.filter((result) => result.status === 'rejected');
    assert.equal((lost as PromiseRejectedResult).reason.slug, 'record-stale');
    assert.equal(Number((await read(id)).version), 2);
  });

  test('outside the scope and absent are one answer, in scope but not granted is another', async () => {
    const id = await create();
    const save = async (name: PersonName, record: string) =>
      saveRecord(await shop.as(name), { module: 'loan', id: record, version: 1, data: {} });
    const outside = await refusal(save('wim', id));
    const absent = await refusal(save('wim', 'nothing'));
    assert.deepEqual([outside.slug, outside.issues, outside.params], [absent.slug, absent.issues, absent.params]);
    assert.equal(outside.slug, 'not-found');
    assert.equal(await slugOf(save('gus', id)), 'not-permitted');
    assert.equal(await slugOf(save('carl', id)), 'not-found', 'a draft stays in its own organization');
    assert.deepEqual(await codesOf(save('hugo', id)), ['workflow.who']);
  });

  test('what effects write is never taken from a form', async () => {
    const id = await create({ ...filled, number: 'forged' });
    assert.equal((await dataOf(id)).number, undefined);
  });

  test('who may not see a field saves the record without touching it', async () => {
    const id = await create();
    const seen = (await readRecord(await shop.as('dora'), { module: 'loan', id })).data;
    assert.equal(seen.reader, 'B******');
    await saveRecord(await shop.as('dora'), { module: 'loan', id, version: 1, data: { ...seen, book: 'New' } });
    assert.deepEqual([(await dataOf(id)).reader, (await dataOf(id)).book], ['Bo Yang', 'New']);
  });

  test('the law follows its date until something fixes it', async () => {
    const id = await create({ ...filled, lentOn: '2025-06-01' });
    assert.equal((await read(id)).regime, 'old');
    await saveRecord(await shop.as('dora'), { module: 'loan', id, version: 1, data: filled });
    assert.equal((await read(id)).regime, 'new');
  });

  test('an incomplete form cannot be submitted past a guard that knows too little', async () => {
    const id = await create({ book: 'Half', price: 1, lentOn: '2026-03-02' });
    const refused = await refusal(act('dora', id, 'submit'));
    assert.equal(refused.slug, 'action-not-available');
    assert.deepEqual(
      refused.issues.map(({ code, params }) => [code, params?.key]),
      [['workflow.ruleUnknown', 'unheld']],
    );
    assert.deepEqual(refused.issues[0]?.params?.facts, ['holder']);
  });

  test('a rule that blocks leaves nothing behind', async () => {
    const id = await create({ ...filled, price: 20_001 });
    const before = [await count('event'), await count('decision'), await count('entry')];
    const refused = await refusal(act('dora', id, 'submit'));
    assert.deepEqual(
      refused.issues.map(({ code, params }) => [code, params?.key, params?.basis]),
      [['workflow.ruleBlocks', 'dear', 'house rule 7']],
    );
    assert.deepEqual([await count('event'), await count('decision'), await count('entry')], before);
    assert.equal((await read(id)).state, 'draft');
  });

  test('a decision keeps its facts, its trace and the records it counted with their versions', async () => {
    const id = await create();
    const copy = await addCopy(id, { label: 'a', value: 39_000 });
    await addCopy(id, { label: 'b', value: 2_000 });
    await act('dora', copy, 'check', {}, 'copy');
    const other = await db()
      .selectFrom('record')
      .select('id')
      .where('parent_id', '=', id)
      .where('state', '=', 'unchecked')
      .executeTakeFirstOrThrow();
    await act('dora', other.id, 'check', {}, 'copy');
    const done = await act('dora', id, 'submit');
    assert.deepEqual(
      done.warnings.map(({ params }) => params?.key),
      ['worth-more', 'unheld'],
    );
    const row = await db().selectFrom('decision').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    const inputs = asJson<{ facts: object; counted: { worth: { id: string; version: number }[] } }>(row.inputs);
    assert.deepEqual(inputs.facts, {
      price: 4000,
      limit: 20_000,
      copies: 2,
      worth: 41_000,
      twice: 40_000,
      holder: 'hugo',
    });
    assert.deepEqual(
      inputs.counted.worth.find((one) => one.id === copy),
      { id: copy, version: 2 },
    );
    assert.equal(row.law_date, '2026-03-02');
    assert.match(row.hash, /^[0-9a-f]{64}$/);
  });

  test('a sign-off passes its steps, each by another person, and then everything its end asks for happens', async () => {
    const before = [await count('ledger'), await count('outbox')];
    const id = await create();
    await act('dora', id, 'submit');
    assert.deepEqual(await codesOf(act('dora', id, 'sign', { result: 'agree' })), ['workflow.fourEyes']);
    await act('dan', id, 'sign', { result: 'agree', opinion: 'complete' });
    assert.deepEqual(await codesOf(act('dan', id, 'sign', { result: 'agree', note: 'x' })), ['workflow.who']);
    assert.deepEqual(await codesOf(act('carl', id, 'sign', { result: 'agree' })), ['required']);
    const done = await act('carl', id, 'sign', { result: 'agree', note: 'fine' });
    assert.equal(done.state, 'lent');
    const data = await dataOf(id);
    assert.match(String(data.number), /^town-2026-\d+$/);
    assert.deepEqual([data.times, data.signedBy, (data.review as { note: string }).note], [1, 'CARL', 'fine']);
    assert.deepEqual([await count('ledger'), await count('outbox')], [before[0]! + 1, before[1]! + 1]);
    const clock = await db().selectFrom('clock').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([clock.due_at, clock.state, clock.unit], ['2026-03-30', 'running', 'naturalDay']);
    assert.equal((await read(id)).due_at, '2026-03-30');
    const held = await db().selectFrom('access').select(['subject', 'reason']).where('root_id', '=', id).execute();
    assert.deepEqual(held, [{ subject: 'hugo', reason: 'holder' }]);
    const told = await db()
      .selectFrom('message')
      .select('account')
      .where('record_id', '=', id)
      .orderBy('account')
      .execute();
    assert.deepEqual(
      told.map(({ account }) => account),
      ['dora', 'hugo'],
    );
    const copies = await db().selectFrom('record').select(['title', 'state']).where('parent_id', '=', id).execute();
    assert.deepEqual(copies, [{ title: 'Atlas', state: 'unchecked' }]);
    const tasks = await db()
      .selectFrom('task')
      .select(['account', 'state', 'due_at'])
      .where('record_id', '=', id)
      .where('state', '=', 'open')
      .execute();
    assert.deepEqual(tasks, [{ account: 'hugo', state: 'open', due_at: '2026-03-30' }]);
    const entries = await db()
      .selectFrom('entry')
      .select(['form', 'state'])
      .where('record_id', '=', id)
      .orderBy('form')
      .execute();
    assert.deepEqual(entries, [
      { form: 'loanForm', state: 'frozen' },
      { form: 'opinionForm', state: 'frozen' },
    ]);
  });

  test('a step whose condition holds is asked; who prepared the record cannot decide it for somebody else either', async () => {
    const id = await create({ ...filled, price: 6000 });
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    const asked = await db()
      .selectFrom('task')
      .select('post')
      .where('record_id', '=', id)
      .where('state', '=', 'open')
      .execute();
    assert.deepEqual(asked, [{ post: 'head' }]);
    assert.deepEqual(await codesOf(act('dan', id, 'sign', { result: 'agree' })), ['workflow.fourEyes']);
    await act('hana', id, 'sign', { result: 'agree' });
    const rows = await db()
      .selectFrom('four_eyes')
      .select(['account', 'action'])
      .where('root_id', '=', id)
      .orderBy('account')
      .execute();
    assert.deepEqual(rows, [
      { account: 'dan', action: 'sign.desk' },
      { account: 'dora', action: 'submit' },
      { account: 'hana', action: 'sign.head' },
    ]);
  });

  test('somebody to whom a post is lent acts for its holder, and both count as having acted', async () => {
    const id = await lend();
    await act('hugo', id, 'renew');
    const view = (await availableActions(await shop.as('dan'), { module: 'loan', id })).find(
      ({ key }) => key === 'renew',
    );
    assert.deepEqual([view?.allowed, view?.onBehalfOf], [true, 'hana']);
    await act('dan', id, 'renew', { result: 'agree' });
    const step = await db()
      .selectFrom('approval_step')
      .innerJoin('approval', 'approval.id', 'approval_id')
      .selectAll('approval_step')
      .where('record_id', '=', id)
      .where('action', '=', 'renew')
      .executeTakeFirstOrThrow();
    assert.deepEqual([step.account, step.on_behalf_of, step.result], ['dan', 'hana', 'agree']);
    const clock = await db().selectFrom('clock').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.equal(clock.due_at, '2026-04-13', '28 days and 14 more');
    assert.deepEqual(
      await codesOf(
        (async () => {
          await act('hugo', id, 'renew');
          await act('hana', id, 'renew', { result: 'agree' });
        })(),
      ),
      ['workflow.extendedOften'],
    );
  });

  test('a return to an earlier step, to the author, and the next filling as a round of its own', async () => {
    const id = await create();
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree', skip: [] });
    assert.deepEqual(await codesOf(act('carl', id, 'sign', { result: 'return', returnTo: 'desk' })), [
      'approval.opinion',
    ]);
    await act('carl', id, 'sign', { result: 'return', returnTo: 'desk', opinion: 'look again' });
    assert.equal((await read(id)).state, 'review');
    await act('dan', id, 'sign', { result: 'return', opinion: 'wrong book' });
    assert.equal((await read(id)).state, 'draft');
    const { version } = await read(id);
    await saveRecord(await shop.as('dora'), {
      module: 'loan',
      id,
      version: Number(version),
      data: { ...filled, book: 'Right' },
    });
    const rounds = await db()
      .selectFrom('entry')
      .select(['round', 'state', 'data'])
      .where('record_id', '=', id)
      .where('form', '=', 'loanForm')
      .orderBy('round')
      .execute();
    assert.deepEqual(
      rounds.map(({ round, state, data }) => [Number(round), state, asJson<{ book: string }>(data).book]),
      [
        [1, 'frozen', 'Atlas'],
        [2, 'open', 'Right'],
      ],
    );
    await act('dora', id, 'submit');
    const runs = await db()
      .selectFrom('approval')
      .select(['round', 'state'])
      .where('record_id', '=', id)
      .orderBy('round')
      .execute();
    assert.deepEqual(
      runs.map(({ round, state }) => [Number(round), state]),
      [
        [1, 'returned'],
        [2, 'open'],
      ],
    );
  });

  test('a submission may be taken back until somebody has acted, and a rejection ends it', async () => {
    const id = await create();
    await act('dora', id, 'submit');
    assert.equal(await slugOf(act('hugo', id, 'sign.recall')), 'action-not-available');
    assert.equal((await act('dora', id, 'sign.recall')).state, 'draft');
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    assert.equal(await slugOf(act('dora', id, 'sign.recall')), 'action-not-available');
    assert.equal((await act('carl', id, 'sign', { result: 'reject', opinion: 'no' })).state, 'refused');
    assert.equal(await slugOf(act('dora', id, 'submit')), 'action-not-available');
  });

  test('words of a step must be words, and fields nobody asked for are refused', async () => {
    const id = await create();
    assert.deepEqual(await codesOf(act('dora', id, 'submit', { extra: 1 })), ['unknownKey']);
    await act('dora', id, 'submit');
    assert.deepEqual(await codesOf(act('dan', id, 'sign')), ['required']);
    assert.deepEqual(await codesOf(act('dan', id, 'sign', { result: 'maybe' })), ['approval.result']);
    assert.deepEqual(await codesOf(act('dan', id, 'sign', { result: 'agree', opinion: { evil: 1 } })), ['type']);
    assert.deepEqual(await codesOf(act('dan', id, 'sign', { result: 'agree', skip: ['curator'] })), ['approval.skip']);
  });

  test('a clock is paused, goes on where it stopped, and is met in the end', async () => {
    shop.clock.set('2026-03-02T02:00:00.000Z');
    const id = await lend();
    shop.clock.set('2026-03-10T02:00:00.000Z');
    await act('dora', id, 'pause');
    assert.equal((await read(id)).due_at, null);
    shop.clock.set('2026-03-20T02:00:00.000Z');
    await act('dora', id, 'resume');
    const clock = await db().selectFrom('clock').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([clock.due_at, clock.state], ['2026-04-09', 'running']);
    await act('dora', id, 'giveBack', { on: '2026-03-20' });
    const met = await db().selectFrom('clock').select('state').where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.equal(met.state, 'met');
    shop.clock.set('2026-03-02T02:00:00.000Z');
  });

  test('those a deadline names are told once when it nears and once when it has passed', async () => {
    shop.clock.set('2026-03-02T02:00:00.000Z');
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
    await shop.jobs.drain();
    assert.deepEqual(await told(), []);
    shop.clock.set('2026-03-28T02:00:00.000Z');
    await shop.jobs.drain();
    await shop.jobs.drain();
    assert.deepEqual(await told(), [['hugo', 'Bring back is due on 2026-03-30']]);
    shop.clock.set('2026-03-30T15:00:00.000Z');
    await shop.jobs.drain();
    assert.equal((await told()).length, 1, 'the due day is still in time');
    shop.clock.set('2026-03-31T02:00:00.000Z');
    await shop.jobs.drain();
    assert.deepEqual((await told())[1], ['hana', 'Too late']);
    const unsent = await db().selectFrom('outbox').select('id').where('sent_at', 'is', null).execute();
    assert.deepEqual(unsent, []);
    shop.clock.set('2026-03-02T02:00:00.000Z');
  });

  test('a child is added only where its parent lets it, and shares its family', async () => {
    const id = await create();
    const copy = await addCopy(id);
    const row = await read(copy, 'copy');
    assert.deepEqual([row.parent_id, row.root_id, row.organization], [id, id, 'town']);
    assert.deepEqual(await codesOf(createRecord(await shop.as('dora'), { module: 'copy', data: {} })), ['required']);
    assert.deepEqual(await codesOf(createRecord(await shop.as('hugo'), { module: 'copy', parent: id, data: {} })), [
      'access.create',
    ]);
    assert.equal(
      await slugOf(createRecord(await shop.as('wim'), { module: 'copy', parent: id, data: {} })),
      'not-found',
    );
    assert.deepEqual(await codesOf(act('dora', id, 'submit')), ['workflow.childrenTooMany']);
    await act('dora', copy, 'check', {}, 'copy');
    await act('dora', id, 'submit');
    assert.deepEqual(await codesOf(addCopy(id)), ['workflow.parentState']);
  });

  test('nobody adds a child unseen while the parent is being decided about', async () => {
    for (let round = 0; round < 12; round += 1) {
      const id = await create();
      const results = await Promise.allSettled([act('dora', id, 'submit'), addCopy(id)]);
      const open = await db()
        .selectFrom('record')
        .select('id')
        .where('parent_id', '=', id)
        .where('state', '=', 'unchecked')
        .execute();
      const { state } = await read(id);
      assert.ok(state === 'draft' || open.length === 0, `submitted with ${open.length} unchecked copies`);
      for (const result of results)
        if (result.status === 'rejected') assert.ok(result.reason instanceof Problem, String(result.reason));
    }
  });

  test('what nobody built upon may be deleted by its owner, everything else stays', async () => {
    const remove = async (name: PersonName, id: string) => deleteRecord(await shop.as(name), { module: 'loan', id });
    const id = await create();
    assert.equal(await slugOf(remove('gus', id)), 'not-permitted');
    assert.equal(await slugOf(remove('dan', id)), 'not-permitted');
    await remove('dora', id);
    assert.equal(await db().selectFrom('record').select('id').where('id', '=', id).executeTakeFirst(), undefined);
    const parent = await create();
    await addCopy(parent);
    assert.deepEqual(await codesOf(remove('dora', parent)), ['workflow.notDraft']);
    const sent = await create();
    await act('dora', sent, 'submit');
    await act('dora', sent, 'sign.recall');
    assert.deepEqual(await codesOf(remove('dora', sent)), ['workflow.notDraft']);
  });

  test('what is being typed is kept for its typist alone and is gone once saved', async () => {
    const id = await create();
    const events = await count('event');
    await stashRecord(await shop.as('dora'), {
      module: 'loan',
      id,
      form: 'loanForm',
      data: { book: 1, anything: 'goes' },
    });
    await stashRecord(await shop.as('dora'), { module: 'loan', id, form: 'loanForm', data: { book: 2 } });
    const stashed = () => db().selectFrom('stash').select(['account', 'data']).where('record_id', '=', id).execute();
    assert.deepEqual(
      (await stashed()).map(({ account, data }) => [account, asJson(data)]),
      [['dora', { book: 2 }]],
    );
    assert.equal(await count('event'), events);
    assert.equal(Number((await read(id)).version), 1);
    await saveRecord(await shop.as('dora'), { module: 'loan', id, version: 1, data: filled });
    assert.deepEqual(await stashed(), []);
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
    assert.deepEqual(await codesOf(claimTask(await shop.as('hugo'), task)), ['access.task']);
    await claimTask(await shop.as('dan'), task);
    assert.equal(await slugOf(claimTask(await shop.as('dora'), task)), 'record-stale');
  });

  test('the list of actions says why each is refused, in words of the definitions', async () => {
    const id = await create({ ...filled, price: 30_000 });
    await addCopy(id);
    const of = async (name: PersonName) =>
      (await availableActions(await shop.as(name), { module: 'loan', id })).map(({ key, allowed, reasons }) => [
        key,
        allowed,
        reasons.map(({ code }) => code),
      ]);
    assert.deepEqual(await of('dora'), [['submit', false, ['workflow.childrenTooMany', 'workflow.ruleBlocks']]]);
    assert.deepEqual(await of('dan'), [
      ['submit', false, ['workflow.who', 'workflow.childrenTooMany', 'workflow.ruleBlocks']],
    ]);
    assert.equal(
      await slugOf(shop.as('wim').then((wim) => availableActions(wim, { module: 'loan', id }))),
      'not-found',
    );
  });

  test('all this leaves a database in which the invariants hold', async () => {
    await shop.jobs.drain();
    const findings = await verify(await openWorld(context.storage, context.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });
});
