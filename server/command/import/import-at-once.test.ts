import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sealMark } from '#engine/access/sealed.ts';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { all } from '#server/storage/db.ts';
import { insertImportRun } from '#server/storage/import-runs.ts';
import { takeNumber } from '#server/storage/numbers.ts';
import { openTestStorage, type TestStorage } from '#test/support/storage.ts';
import { openWorkshop, type Workshop } from '#test/support/workshop.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { machine } from '../context.ts';
import { importAtOnce } from './import-at-once.ts';
import { performImport } from './perform-import.ts';
import { newRun } from './receive-import.ts';

const definition = {
  kind: 'import',
  key: 'old-loans',
  module: 'loan',
  title: { zh: 'Old loans' },
  target: 'loan',
  columns: [
    { column: 'Book', field: 'book', required: true },
    { column: 'Reader', field: 'reader' },
    { column: 'Price', field: 'price' },
    { column: 'Lent', field: 'lentOn', required: true },
    { column: 'Branch' },
    { column: 'Pin', field: 'guests', item: 'pin' },
    { column: 'Number' },
  ],
  organization: { column: 'Branch' },
  owner: { post: 'head' },
  created: { column: 'Lent' },
  numbering: [{ numbering: 'loan-number', column: 'Number' }],
  mode: 'all',
};

describe('a file of another trade', () => {
  let test: TestStorage & { dispose(): Promise<void> };
  let workshop: Workshop;
  before(async () => {
    const pack = new Map(workshopPack());
    pack.set('definitions/loan/imports/old-loans.json', formatDefinition(definition as never));
    test = await openTestStorage();
    workshop = await openWorkshop(test, pack);
  });
  after(async () => {
    await workshop?.close();
    await test?.dispose();
  });

  const bring = async (text: string) => {
    const context = { ...(await workshop.as('dora')), actor: machine };
    await importAtOnce(context, { key: 'old-loans', name: 'loans.csv', bytes: Buffer.from(text) });
  };

  it('comes in with owner, date and regime of its time; what is secret lies sealed', async () => {
    await bring('Book,Reader,Price,Lent,Branch,Pin\nEmma,Ann,12.50,2025-03-04,town,4711\n');
    const [row] = await all<{ data: string; owner: string; regime: string; created_at: string }>(
      test.storage.read,
      'select m.data, r.owner, r.regime, r.created_at from record r join m_loan m on m.id = r.id',
    );
    assert.deepEqual([row?.owner, row?.regime, row?.created_at], ['hana', 'old', '2025-03-03T16:00:00.000Z']);
    const data = JSON.parse(row?.data ?? '');
    assert.deepEqual([data.book, data.price, data.lentOn], ['Emma', 1250, '2025-03-04']);
    assert.ok(String(data.guests[0].pin).startsWith(sealMark));
  });

  it('comes in once, and not at all when one row is wrong', async () => {
    await bring('Book,Reader,Price,Lent,Branch,Pin\nEmma,Ann,12.50,2025-03-04,town,4711\n');
    await assert.rejects(
      bring('Book,Reader,Price,Lent,Branch,Pin\nSylvia,,1,2025-03-04,town,\nCranford,,x,2025-03-04,town,'),
      {
        message: /import\.money/,
      },
    );
    assert.equal((await all(test.storage.read, 'select id from record')).length, 1);
  });

  it('has its number series go on behind it, but never behind numbers that were given here', async () => {
    const lines = (number: string) => `Book,Lent,Branch,Number\nNorth,2025-05-06,town,${number}\n`;
    await bring(lines('No. 2025-7'));
    const series = { numbering: 'loan-number', organization: 'town', year: 2025 };
    const taken = await test.storage.transact((db) =>
      takeNumber(db, { ...series, by: 'dora', at: '2026-03-02T02:00:00.000Z', format: String }),
    );
    assert.equal(taken.n, 8);
    await bring(lines('No. 2025-6'));
    await assert.rejects(bring(lines('No. 2025-20')), { message: /import\.seriesBegun/ });
    assert.equal((await all(test.storage.read, "select id from record where title = 'North'")).length, 2);
  });

  it('comes in by turns, between which other work goes on', async () => {
    const context = { ...(await workshop.as('dora')), actor: machine };
    const lines = Array.from({ length: 450 }, (_, n) => `Book ${n},,1,2025-03-04,town,`);
    const bytes = Buffer.from(['Book,Reader,Price,Lent,Branch,Pin', ...lines].join('\n'));
    const file = await context.services.files.put(bytes);
    const started = { id: 'turns', mode: 'rows', state: 'waiting' } as const;
    const run = { ...(await newRun(context, { key: 'old-loans', name: 'turns.csv', file })), ...started };
    await test.storage.transact((db) => insertImportRun(db, run));
    const written: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await performImport(context, { run: 'turns' }, 200);
      const [now] = await all<object>(test.storage.read, "select state, written from import_run where id = 'turns'");
      written.push({ ...now });
    }
    assert.deepEqual(written, [
      { state: 'running', written: 200 },
      { state: 'running', written: 400 },
      { state: 'done', written: 450 },
    ]);
    const jobs = await all(test.storage.read, "select id from job where kind = 'import' and state = 'waiting'");
    assert.equal(jobs.length, 2);
  });
});
