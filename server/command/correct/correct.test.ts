import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mask } from '#engine/text/mask.ts';
import { availableActions } from '#server/query/available-actions.ts';
import { readRelated } from '#server/query/read-related.ts';
import { asJson } from '#server/storage/db.ts';
import { insertEntry } from '#server/storage/entries.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { correctablePack } from '#test/support/workshop/corrections.ts';
import type { PersonName } from '#test/support/workshop.ts';
import { codesOf, filled, refusal, workshopHands } from '#test/support/workshop-hands.ts';

interface Shown {
  readonly state: string;
  readonly reason: string;
  readonly changes: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
}

onEachStorage('corrections of what lies locked', (context) => {
  const { shop, db, create, read, dataOf, act, lend, broken } = workshopHands(context, correctablePack());
  const change = (fields: object, more: object = {}) => ({
    form: 'loanForm',
    fields: { ...filled, ...fields },
    reason: 'a slip of the pen',
    ...more,
  });
  const shown = async (name: PersonName, id: string) =>
    (await readRelated(await shop().as(name), { module: 'loan', id, kind: 'corrections' })) as readonly Shown[];
  const entries = (id: string) =>
    db()
      .selectFrom('entry')
      .selectAll()
      .where('record_id', '=', id)
      .where('form', '=', 'loanForm')
      .orderBy('round')
      .execute();

  test('a correction waits for its sign-off, and then stands in the record beside what it corrects', async () => {
    const id = await lend();
    await act('dora', id, 'correct', change({ book: 'Atlas of towns', price: 4100 }));
    assert.equal((await dataOf(id)).book, 'Atlas');
    assert.deepEqual(
      (await shown('dora', id)).map(({ state, changes }) => [state, changes]),
      [
        [
          'proposed',
          [
            { field: 'book', old: 'Atlas', new: 'Atlas of towns' },
            { field: 'price', old: 4000, new: 4100 },
          ],
        ],
      ],
    );
    await act('hana', id, 'correct', { result: 'agree' });
    const data = await dataOf(id);
    assert.deepEqual([data.book, data.price, data.worth], ['Atlas of towns', 4100, 4100]);
    assert.equal((await read(id)).title, 'Atlas of towns');
    const rounds = await entries(id);
    assert.deepEqual(
      rounds.map((entry) => [entry.state, asJson<{ book: string }>(entry.data).book, entry.by_account]),
      [
        ['frozen', 'Atlas', 'dora'],
        ['frozen', 'Atlas of towns', 'dora'],
      ],
    );
    const [corrected] = await shown('dora', id);
    assert.deepEqual([corrected?.state, corrected?.reason], ['applied', 'a slip of the pen']);
    const event = await db()
      .selectFrom('event')
      .select('data')
      .where('record_id', '=', id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    const told = asJson<{ reason: string; changes: readonly { field: string }[] }>(event.data);
    assert.deepEqual(
      [told.reason, told.changes.map(({ field }) => field).sort()],
      ['a slip of the pen', ['book', 'price', 'worth']],
    );
    assert.deepEqual(await broken(), []);
  });

  test('a clock that began on a corrected day begins on the right one', async () => {
    const id = await lend();
    assert.equal((await read(id)).due_at, '2026-03-30');
    await act('hana', id, 'mend', change({ lentOn: '2026-03-01' }));
    const clock = await db().selectFrom('clock').selectAll().where('record_id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([clock.start_at, clock.due_at, clock.state], ['2026-03-01', '2026-03-30', 'running']);
    await act('hana', id, 'mend', change({ lentOn: '2026-02-23' }));
    assert.equal((await read(id)).due_at, '2026-03-23');
  });

  test('what is finished is corrected too, and stays finished', async () => {
    const id = await lend();
    await act('dora', id, 'giveBack', { on: '2026-03-02' });
    await act('hana', id, 'mend', { form: 'returnForm', fields: { on: '2026-03-01' }, reason: 'the day before' });
    assert.deepEqual([(await read(id)).state, (await dataOf(id)).returned], ['back', { on: '2026-03-01' }]);
  });

  test('nothing is corrected by no change, without a reason, or by a value its form refuses', async () => {
    const id = await lend();
    assert.deepEqual(await codesOf(act('hana', id, 'mend', change({}))), ['correct.nothing']);
    assert.deepEqual(await codesOf(act('hana', id, 'mend', change({ book: 'B' }, { reason: ' ' }))), [
      'correct.reason',
    ]);
    assert.deepEqual(await codesOf(act('hana', id, 'mend', change({}, { form: 'nothing' }))), ['correct.form']);
    const refused = await refusal(act('hana', id, 'mend', change({ book: '' })));
    assert.deepEqual([refused.slug, refused.issues[0]?.path], ['invalid-input', '/fields/book']);
    assert.deepEqual(await codesOf(act('dora', id, 'correct', change({ price: 30_000 }))), ['workflow.ruleBlocks']);
    assert.deepEqual(await codesOf(act('dora', id, 'correct', change({ holder: 'dan' }))), ['correct.kept']);
  });

  test('a secret is not corrected, and what a person does not see stays as it is', async () => {
    const id = await lend({ ...filled, guests: [{ name: 'Xu', pin: '12' }] });
    const guests = [{ name: 'Xu', pin: '13' }];
    assert.deepEqual(await codesOf(act('hana', id, 'mend', change({ guests }))), ['correct.secret']);
    const masked = { book: 'B', reader: mask('name', 'Bo Yang'), guests: [{ name: 'Xu' }] };
    await act('dora', id, 'correct', change(masked));
    await act('hana', id, 'correct', { result: 'agree' });
    const data = await dataOf(id);
    assert.deepEqual([data.book, data.reader, data.guests], ['B', 'Bo Yang', [{ name: 'Xu', pin: '12' }]]);
  });

  test('only who is named may correct, and only where something lies locked', async () => {
    const id = await lend();
    assert.deepEqual(await codesOf(act('dora', id, 'mend', change({ book: 'B' }))), ['workflow.who']);
    const draft = await create();
    assert.deepEqual(await codesOf(act('hana', draft, 'mend', change({ book: 'B' }))), ['workflow.notInState']);
    const offered = await availableActions(await shop().as('hana'), { module: 'loan', id });
    assert.deepEqual(offered.find(({ key }) => key === 'mend')?.correct, ['loanForm', 'opinionForm']);
  });

  test('while one correction waits there is no second', async () => {
    const id = await lend();
    await act('dora', id, 'correct', change({ book: 'B' }));
    assert.deepEqual(await codesOf(act('hana', id, 'mend', change({ book: 'C' }))), ['correct.running']);
    const offered = await availableActions(await shop().as('hana'), { module: 'loan', id });
    assert.deepEqual(
      offered.find(({ key }) => key === 'mend')?.reasons.map(({ code }) => code),
      ['correct.running'],
    );
    await act('hana', id, 'correct', { result: 'return', opinion: 'no' });
    assert.deepEqual(
      (await shown('dora', id)).map(({ state }) => state),
      ['returned'],
    );
    await act('hana', id, 'mend', change({ book: 'C' }));
    assert.equal((await dataOf(id)).book, 'C');
  });

  test('a correction that is taken back, or whose loan goes on, comes to nothing', async () => {
    const id = await lend();
    await act('dora', id, 'correct', change({ book: 'B' }));
    await act('dora', id, 'correct.recall');
    await act('dora', id, 'correct', change({ book: 'C' }));
    await act('dora', id, 'giveBack', { on: '2026-03-02' });
    await act('hana', id, 'correct', { result: 'agree' });
    assert.deepEqual(
      (await shown('dora', id)).map(({ state }) => state),
      ['recalled', 'applied'],
    );
  });

  test('a form that was filled in again meanwhile is not corrected by what was said of the old filling', async () => {
    const id = await lend();
    await act('dora', id, 'correct', change({ book: 'B' }));
    const [first] = await entries(id);
    assert.ok(first);
    await context.storage.transact((db) => insertEntry(db, { ...first, id: `later-${id}`, round: 9 }));
    assert.deepEqual(await codesOf(act('hana', id, 'correct', { result: 'agree' })), ['correct.overtaken']);
  });
});
