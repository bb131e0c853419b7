import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { readRecord } from '#server/query/read-record.ts';
import { readStash } from '#server/query/read-stash.ts';
import { asJson } from '#server/storage/db.ts';
import { onEachStorage } from '#test/support/storage.ts';
import type { PersonName } from '#test/support/workshop.ts';
import { codesOf, filled, refusal, slugOf, workshopHands } from '#test/support/workshop-hands.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import { saveRecord } from './save-record.ts';
import { stashRecord } from './stash-record.ts';

onEachStorage('create-record', (context) => {
  const { shop, db, create, read, dataOf, act, addCopy, count, broken } = workshopHands(context);

  test('a draft may be half empty, but what is filled must be right', async () => {
    const id = await create({ book: 'Half' });
    const row = await read(id);
    assert.deepEqual([row.state, row.title, Number(row.version), row.organization], ['draft', 'Half', 1, 'town']);
    assert.deepEqual(await codesOf(create({ boook: 'x' })), ['unknownKey']);
    assert.equal(await slugOf(create({ price: 'much' })), 'invalid-input');
  });

  test('only those whom role and module name may create', async () => {
    const by = async (name: PersonName) => createRecord(await shop().as(name), { module: 'loan', data: {} });
    assert.deepEqual(await codesOf(by('gus')), ['access.operation']);
    assert.deepEqual(await codesOf(by('hugo')), ['access.create']);
    assert.equal(await slugOf(createRecord(await shop().as('dora'), { module: 'nothing', data: {} })), 'not-found');
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
    const first = await saveRecord(await shop().as('dora'), input);
    assert.deepEqual(await saveRecord(await shop().as('dora'), input), first);
    assert.equal(first.version, 2);
  });

  test('of two who save the same version one is told that it is stale', async () => {
    const id = await create();
    const save = async (book: string) =>
      saveRecord(await shop().as('dora'), { module: 'loan', id, version: 1, data: { ...filled, book } });
    const results = await Promise.allSettled([save('A'), save('B')]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [lost] = results.filter((result) => result.status === 'rejected');
    assert.equal((lost as PromiseRejectedResult).reason.slug, 'record-stale');
    assert.equal(Number((await read(id)).version), 2);
  });

  test('outside the scope and absent are one answer, in scope but not granted is another', async () => {
    const id = await create();
    const save = async (name: PersonName, record: string) =>
      saveRecord(await shop().as(name), { module: 'loan', id: record, version: 1, data: {} });
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
    const seen = (await readRecord(await shop().as('dora'), { module: 'loan', id })).data;
    assert.equal(seen.reader, 'B******');
    await saveRecord(await shop().as('dora'), { module: 'loan', id, version: 1, data: { ...seen, book: 'New' } });
    assert.deepEqual([(await dataOf(id)).reader, (await dataOf(id)).book], ['Bo Yang', 'New']);
  });

  test('who may not see cells of a grid moves, adds and changes its rows without touching them', async () => {
    const bo = { name: 'Bo', phone: '13911111111', pin: '1' };
    const li = { name: 'Li', phone: '13922222222', pin: '2' };
    const id = await create({ ...filled, guests: [bo, li] });
    const seen = (await readRecord(await shop().as('dora'), { module: 'loan', id }))
      .data as unknown as typeof filled & {
      guests: object[];
    };
    assert.deepEqual(seen.guests, [
      { name: 'Bo', phone: '139****1111' },
      { name: 'Li', phone: '139****2222' },
    ]);
    const [first, second] = seen.guests;
    const guests = [second, { name: 'Al', phone: '13933333333' }, first];
    await saveRecord(await shop().as('dora'), { module: 'loan', id, version: 1, data: { ...seen, guests } });
    assert.deepEqual((await dataOf(id)).guests, [li, { name: 'Al', phone: '13933333333' }, bo]);
  });

  test('the law follows its date until something fixes it', async () => {
    const id = await create({ ...filled, lentOn: '2025-06-01' });
    assert.equal((await read(id)).regime, 'old');
    await saveRecord(await shop().as('dora'), { module: 'loan', id, version: 1, data: filled });
    assert.equal((await read(id)).regime, 'new');
  });

  test('a child is added only where its parent lets it, and shares its family', async () => {
    const id = await create();
    const copy = await addCopy(id);
    const row = await read(copy, 'copy');
    assert.deepEqual([row.parent_id, row.root_id, row.organization], [id, id, 'town']);
    assert.deepEqual(await codesOf(createRecord(await shop().as('dora'), { module: 'copy', data: {} })), ['required']);
    assert.deepEqual(await codesOf(createRecord(await shop().as('hugo'), { module: 'copy', parent: id, data: {} })), [
      'access.create',
    ]);
    assert.equal(
      await slugOf(createRecord(await shop().as('wim'), { module: 'copy', parent: id, data: {} })),
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
    const remove = async (name: PersonName, id: string) => deleteRecord(await shop().as(name), { module: 'loan', id });
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
    await stashRecord(await shop().as('dora'), {
      module: 'loan',
      id,
      form: 'loanForm',
      data: { book: 1, anything: 'goes' },
    });
    await stashRecord(await shop().as('dora'), { module: 'loan', id, form: 'loanForm', data: { book: 2 } });
    const stashed = () => db().selectFrom('stash').select(['account', 'data']).where('record_id', '=', id).execute();
    assert.deepEqual(
      (await stashed()).map(({ account, data }) => [account, asJson(data)]),
      [['dora', { book: 2 }]],
    );
    assert.equal(await count('event'), events);
    assert.equal(Number((await read(id)).version), 1);
    const began = async () => (await readStash(await shop().as('dora'), { module: 'loan', id }))[0]?.version;
    assert.equal(await began(), 1);
    await stashRecord(await shop().as('dora'), { module: 'loan', id, form: 'loanForm', data: { book: 2 }, version: 0 });
    assert.equal(await began(), 0, 'the version the typing began with, whatever the record has become');
    await saveRecord(await shop().as('dora'), { module: 'loan', id, version: 1, data: filled });
    assert.deepEqual(await stashed(), []);
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
