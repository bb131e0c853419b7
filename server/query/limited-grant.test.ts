import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { createRecord } from '#server/command/create-record.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type PersonName, type Workshop } from '#test/support/workshop.ts';
import { filled, slugOf } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { listModules } from './describe-module.ts';
import { listRecords } from './list-records.ts';
import { readIfReached, readRecord } from './read-record.ts';
import { searchRecords } from './search-records.ts';

/** The guest sees loans under review, wherever they are and in full, where his own organization is a branch. */
const packWith = (level: string): ReadonlyMap<string, string> => {
  const path = 'definitions/platform/roles/guest.json';
  const files = new Map(workshopPack());
  const reach = { scope: 'platform', states: ['review'], levels: [level], sensitive: true };
  const grants = [{ module: 'loan', operations: ['read'], ...reach }];
  files.set(path, JSON.stringify({ ...JSON.parse(files.get(path) ?? '{}'), grants }));
  return files;
};

for (const level of ['branch', 'central'])
  onEachStorage(`a grant in some states, at level ${level}`, (context) => {
    let shop: Workshop | undefined;
    const ids: Record<string, string> = {};
    const as = (name: PersonName) => (shop ?? assert.fail('closed')).as(name);

    before(async () => {
      shop = await openWorkshop(context, packWith(level));
      for (const name of ['dora', 'wim'] as const)
        for (const submitted of [false, true]) {
          const created = await createRecord(await as(name), {
            module: 'loan',
            data: { ...filled, book: `Book of ${name}` },
          });
          ids[`${name} ${submitted}`] = created.id;
          if (submitted)
            await actOnRecord(await as(name), {
              module: 'loan',
              id: created.id,
              action: 'submit',
              version: 1,
              data: {},
            });
        }
    });
    after(() => shop?.close());

    const readable = async () => {
      const found: string[] = [];
      for (const [name, id] of Object.entries(ids))
        if ((await readRecord(await as('gus'), { module: 'loan', id }).catch(() => undefined)) !== undefined)
          found.push(name);
      return found;
    };

    if (level === 'branch')
      test('reaches those records alone, wherever they are asked for, and shows them in full', async () => {
        const gus = await as('gus');
        assert.deepEqual(await readable(), ['dora true', 'wim true']);
        const { records, total } = await listRecords(gus, { module: 'loan', filters: [] });
        const submitted = [ids['dora true'], ids['wim true']].sort();
        assert.deepEqual(records.map(({ _id }) => _id).sort(), submitted);
        assert.equal(total, 2);
        const found = await searchRecords(gus, 'Book of');
        assert.deepEqual(found.flatMap(({ records: hits }) => hits.map(({ _id }) => _id)).sort(), submitted);
        assert.equal(records[0]?.data.reader, filled.reader);
        assert.equal(await slugOf(readRecord(gus, { module: 'loan', id: ids['wim false'] ?? '' })), 'not-found');
        assert.equal(await readIfReached(gus, { module: 'loan', id: ids['wim false'] ?? '' }), null);
        assert.equal((await readIfReached(gus, { module: 'loan', id: ids['wim true'] ?? '' }))?.state, 'review');
        assert.ok(listModules(gus).some(({ key }) => key === 'loan'));
      });
    else
      test('is no grant to people of another level', async () => {
        const gus = await as('gus');
        assert.deepEqual(await readable(), []);
        assert.equal(await slugOf(listRecords(gus, { module: 'loan', filters: [] })), 'not-permitted');
        assert.deepEqual(await searchRecords(gus, 'Book of'), []);
        assert.deepEqual(listModules(gus), []);
      });
  });
