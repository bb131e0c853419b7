import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type Workshop } from '#test/support/workshop.ts';
import { codesOf, filled, refusal, slugOf } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { actOnRecord } from './act-on-record.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import { saveRecord } from './save-record.ts';

const message = { zh: 'one draft a reader and book' };

/** The loans of the workshop, of which no two drafts may be of one book for one reader. */
const strictPack = (): ReadonlyMap<string, string> => {
  const path = 'definitions/loan/module.json';
  const pack = new Map(workshopPack());
  const rule = { key: 'one-draft', fields: ['book', 'reader'], states: ['draft'], message };
  pack.set(path, JSON.stringify({ ...JSON.parse(pack.get(path) ?? '{}'), unique: [rule] }));
  return pack;
};

onEachStorage('keep-unique', (context) => {
  let opened: Workshop | undefined;
  before(async () => {
    opened = await openWorkshop(context, strictPack());
  });
  after(() => opened?.close());
  const dora = () => (opened ?? assert.fail('closed')).as('dora');
  const create = async (data: object) => (await createRecord(await dora(), { module: 'loan', data: { ...data } })).id;
  const save = async (id: string, data: object, version: number) =>
    saveRecord(await dora(), { module: 'loan', id, data: { ...data }, version });

  test('a second record with the same values is refused with the fields named, and nothing is written', async () => {
    await create({ ...filled, book: 'One' });
    const refused = await refusal(create({ ...filled, book: 'One' }));
    assert.equal(refused.slug, 'already-exists');
    assert.deepEqual(
      refused.issues.map(({ path, code, params }) => [path, code, params]),
      [
        ['/book', 'unique', { message }],
        ['/reader', 'unique', { message }],
      ],
    );
    const found = await context.storage.read.selectFrom('record').select('id').where('title', '=', 'One').execute();
    assert.equal(found.length, 1);
  });

  test('values that are not all there are nobody’s, and may be had when they were given up', async () => {
    const { reader: _, ...half } = { ...filled, book: 'Two' };
    const [first, second] = [await create(half), await create(half)];
    await save(first, { ...filled, book: 'Two' }, 1);
    assert.deepEqual(await codesOf(save(second, { ...filled, book: 'Two' }, 1)), ['unique', 'unique']);
    await save(first, { ...filled, book: 'Three' }, 2);
    await save(second, { ...filled, book: 'Two' }, 1);
    assert.equal(await slugOf(save(first, { ...filled, book: 'Two' }, 3)), 'already-exists');
    await deleteRecord(await dora(), { module: 'loan', id: second });
    await save(first, { ...filled, book: 'Two' }, 3);
  });

  test('another state is out of it, and coming back is refused', async () => {
    const first = await create({ ...filled, book: 'Four' });
    const act = async (name: 'dora' | 'dan', action: string, version: number, data: object = {}) =>
      actOnRecord(await (opened ?? assert.fail()).as(name), {
        module: 'loan',
        id: first,
        action,
        version,
        data: { ...data },
      });
    await act('dora', 'submit', 1);
    await create({ ...filled, book: 'Four' });
    const { version } = await context.storage.read
      .selectFrom('record')
      .select('version')
      .where('id', '=', first)
      .executeTakeFirstOrThrow();
    assert.equal(
      await slugOf(act('dan', 'sign', Number(version), { result: 'return', opinion: 'no' })),
      'already-exists',
    );
  });

  test('of writers at the same moment one wins', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => create({ ...filled, book: 'Five' })));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1, JSON.stringify(tries));
  });

  test('records older than the rule count too', async () => {
    const id = await create({ ...filled, book: 'Six' });
    await context.storage.transact((db) => db.deleteFrom('unique_value').where('record_id', '=', id).execute());
    assert.equal(await slugOf(create({ ...filled, book: 'Six' })), 'already-exists');
  });
});
