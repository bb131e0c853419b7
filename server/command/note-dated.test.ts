import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all } from '#server/storage/db.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type Workshop } from '#test/support/workshop.ts';
import { filled } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import { saveRecord } from './save-record.ts';

/** The loans of the workshop, whose price is kept since the day of lending. */
const datedPack = (): ReadonlyMap<string, string> => {
  const path = 'definitions/loan/module.json';
  const pack = new Map(workshopPack());
  const dated = [{ field: 'price', from: 'lentOn' }];
  return pack.set(path, JSON.stringify({ ...JSON.parse(pack.get(path) ?? '{}'), dated }));
};

onEachStorage('Dated fields', (context) => {
  let opened: Workshop | undefined;
  before(async () => {
    opened = await openWorkshop(context, datedPack());
  });
  after(() => opened?.close());
  const dora = () => (opened ?? assert.fail('closed')).as('dora');
  const create = async (data: object) => (await createRecord(await dora(), { module: 'loan', data: { ...data } })).id;
  const save = async (id: string, data: object, version: number) =>
    saveRecord(await dora(), { module: 'loan', id, data: { ...data }, version });
  const kept = async (id: string) => {
    const rows = await all<{ from_date: string; version: number; value: string }>(
      context.storage.read,
      "select from_date, version, value from dated_value where record_id = ? and field = 'price' order by version",
      [id],
    );
    return rows.map(({ from_date, version, value }) => [from_date, Number(version), JSON.parse(value).value]);
  };

  test('are kept since the day their definition names, change by change', async () => {
    const id = await create({ ...filled, price: 4000, lentOn: '2026-02-10' });
    await save(id, { ...filled, price: 5000, lentOn: '2026-02-20' }, 1);
    await save(id, { ...filled, price: 5000, lentOn: '2026-02-25' }, 2);
    assert.deepEqual(await kept(id), [
      ['2026-02-10', 1, 4000],
      ['2026-02-20', 2, 5000],
    ]);
  });

  test('hold from the day they are written where that day is missing', async () => {
    const { lentOn: _lentOn, ...undated } = filled;
    const id = await create({ ...undated, price: 4000 });
    assert.deepEqual(await kept(id), [['2026-03-02', 1, 4000]]);
  });

  test('that were filled before anything was kept held always until then', async () => {
    const id = await create({ ...filled, price: 4000 });
    await context.storage.transact((db) => all(db, 'delete from dated_value where record_id = ?', [id]));
    await save(id, { ...filled, price: 4500, lentOn: '2026-03-05' }, 1);
    assert.deepEqual(await kept(id), [
      ['0001-01-01', 1, 4000],
      ['2026-03-05', 2, 4500],
    ]);
  });

  test('go with their record', async () => {
    const id = await create({ ...filled, price: 4000 });
    await deleteRecord(await dora(), { module: 'loan', id });
    assert.deepEqual(await kept(id), []);
  });
});
