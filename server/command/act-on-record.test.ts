import assert from 'node:assert/strict';
import { test } from 'node:test';
import { availableActions } from '#server/query/available-actions.ts';
import { asJson } from '#server/storage/db.ts';
import { onEachStorage } from '#test/support/storage.ts';
import type { PersonName } from '#test/support/workshop.ts';
import { codesOf, filled, refusal, slugOf, workshopHands } from '#test/support/workshop-hands.ts';
import { actOnRecord } from './act-on-record.ts';
import { saveRecord } from './save-record.ts';

onEachStorage('act-on-record', (context) => {
  const { shop, db, create, read, dataOf, act, addCopy, lend, count, broken } = workshopHands(context);

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
      book: 'Atlas',
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
    const view = (await availableActions(await shop().as('dan'), { module: 'loan', id })).find(
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
    await saveRecord(await shop().as('dora'), {
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

  test('whoever says he acts for another does so, and not for himself', async () => {
    const id = await create({ ...filled, price: 6000 });
    await act('dora', id, 'submit');
    const sign = async (onBehalfOf: string) => {
      const { version } = await read(id);
      const by = await shop().as('dan');
      const data = { result: 'agree' };
      return await actOnRecord(by, { module: 'loan', id, action: 'sign', version: Number(version), data, onBehalfOf });
    };
    assert.deepEqual(await codesOf(sign('hana')), ['workflow.who'], 'the desk is not what she holds');
    assert.deepEqual(await codesOf(sign('carl')), ['workflow.who'], 'nothing is lent to him by that person');
  });

  test('the list of actions says why each is refused, in words of the definitions', async () => {
    const id = await create({ ...filled, price: 30_000 });
    await addCopy(id);
    const of = async (name: PersonName) =>
      (await availableActions(await shop().as(name), { module: 'loan', id })).map(({ key, allowed, reasons }) => [
        key,
        allowed,
        reasons.map(({ code }) => code),
      ]);
    assert.deepEqual(await of('dora'), [['submit', false, ['workflow.childrenTooMany', 'workflow.ruleBlocks']]]);
    assert.deepEqual(await of('dan'), [
      ['submit', false, ['workflow.who', 'workflow.childrenTooMany', 'workflow.ruleBlocks']],
    ]);
    assert.equal(
      await slugOf(
        shop()
          .as('wim')
          .then((wim) => availableActions(wim, { module: 'loan', id })),
      ),
      'not-found',
    );
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
