import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileModule } from '#engine/definition/compile-module.ts';
import { namesOfChanges, presentChanges } from '#server/query/present-changes.ts';
import { readRelated } from '#server/query/read-related.ts';
import { onEachStorage } from '#test/support/storage.ts';
import type { PersonName } from '#test/support/workshop.ts';
import { filled, workshopHands } from '#test/support/workshop-hands.ts';
import { saveRecord } from './save-record.ts';
import { type Change, toldChanges } from './told-changes.ts';
import { openUnit } from './unit.ts';

interface Told {
  readonly type: string;
  readonly data: { readonly changes?: readonly Change[]; readonly action?: string };
}

onEachStorage('what an event tells of changes', (context) => {
  const { shop, db, create, read, act, broken } = workshopHands(context);

  const save = async (name: PersonName, id: string, data: object) => {
    const { version } = await read(id);
    return await saveRecord(await shop().as(name), { module: 'loan', id, version: Number(version), data: { ...data } });
  };
  const eventsOf = async (id: string, reader: PersonName = 'hana') =>
    (await readRelated(await shop().as(reader), { module: 'loan', id, kind: 'events' })) as Told[];
  const changesOf = async (id: string, type: string) =>
    (await eventsOf(id)).find((event) => event.type === type)?.data.changes;

  test('a save tells each field with its old and its new value, and nothing of the others', async () => {
    const id = await create();
    await save('dora', id, { ...filled, book: 'Globe', price: 5000, holder: '' });
    assert.deepEqual(await changesOf(id, 'record.saved'), [
      { field: 'book', old: 'Atlas', new: 'Globe' },
      { field: 'price', old: 4000, new: 5000 },
      { field: 'holder', old: 'hugo' },
    ]);
  });

  test('a save that changes nothing tells of no change', async () => {
    const id = await create();
    await save('dora', id, filled);
    assert.equal(await changesOf(id, 'record.saved'), undefined);
  });

  test('a sensitive value enters the log only as a hash, one for each value of one field of one record', async () => {
    const [id, other] = [await create(), await create()];
    for (const reader of ['Cy Twombly', 'Bo Yang']) await save('dora', id, { ...filled, reader });
    await save('dora', other, { ...filled, reader: 'Cy Twombly' });
    const rows = await db().selectFrom('event').select('data').where('record_id', 'in', [id, other]).execute();
    const log = JSON.stringify(rows);
    assert.ok(!log.includes('Twombly') && !log.includes('Bo Yang'), log);
    const [back, there] = (await eventsOf(id)).map(({ data }) => data.changes?.[0]);
    assert.match(JSON.stringify(there?.new), /^\{"hash":"[0-9a-f]{32}"\}$/);
    assert.notDeepEqual(there?.new, there?.old);
    assert.deepEqual([back?.old, back?.new], [there?.new, there?.old]);
    assert.notDeepEqual((await changesOf(other, 'record.saved'))?.[0]?.new, there?.new);
  });

  test('an action tells what its form, its rules and its effects wrote', async () => {
    const id = await create();
    await act('dora', id, 'submit');
    await act('dan', id, 'sign', { result: 'agree' });
    await act('carl', id, 'sign', { result: 'agree', note: 'fine' });
    const signed = (await eventsOf(id)).filter(({ data }) => data.action === 'sign');
    const written = { number: 'town-2026-1', 'review.note': 'fine', times: 1, signedBy: 'CARL' };
    assert.deepEqual(
      signed.map(({ data }) => data.changes),
      [Object.entries(written).map(([field, value]) => ({ field, new: value })), undefined],
    );
  });

  test('values written before their field became sensitive are starred for whoever may not see it', async () => {
    const told = { changes: [{ field: 'reader', old: 'Bo Yang', new: { hash: 'ab' } }] };
    const seenBy = async (name: PersonName) => presentChanges(await shop().as(name), 'loan', told).changes;
    assert.deepEqual(await seenBy('hana'), told.changes);
    assert.deepEqual(await seenBy('dora'), [{ field: 'reader', old: 'B******', new: { hash: 'ab' } }]);
    assert.deepEqual(namesOfChanges(told), { changes: [{ field: 'reader' }] });
  });

  test('cells of a grid are told, and hashed where they are sensitive', async () => {
    const { definitions } = shop().catalog.current();
    const form = definitions.form.get('loanForm');
    assert.ok(form);
    const grid = {
      type: 'datagrid',
      key: 'helpers',
      label: 'helpers',
      input: true,
      components: [
        { type: 'textfield', key: 'name', label: 'name', input: true },
        { type: 'textfield', key: 'card', label: 'card', input: true, meta: { sensitivity: 'personal' } },
      ],
    };
    const forms = new Map([...definitions.form, ['loanForm', { ...form, components: [...form.components, grid] }]]);
    const module = compileModule({ ...definitions, form: forms }, 'loan');
    assert.ok(module);
    const row = await read(await create());
    const [old, now] = ['C-17', 'C-18'].map((card) => ({ helpers: [{ name: 'Ann', card }] }));
    const told = await context.storage.transact(async (db) =>
      toldChanges(openUnit(db, await shop().as('dora')), { row, module, stored: old ?? {}, data: now ?? {} }),
    );
    const [change] = told.changes ?? [];
    assert.match(
      JSON.stringify(change),
      /^\{"field":"helpers","old":\[\{"name":"Ann","card":\{"hash":"\w{32}"\}\}\],"new":\[\{"name":"Ann","card":\{"hash":"\w{32}"\}\}\]\}$/,
    );
  });

  test('the log with its changes breaks no invariant', async () => assert.deepEqual(await broken(), []));
});
