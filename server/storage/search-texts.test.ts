import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { all } from './db.ts';
import { makeLayout } from './module-layout.ts';
import { prepareModuleTables } from './module-tables.ts';
import { insertRecord } from './records.ts';
import { keepSearchTexts, settleSearchTexts } from './search-texts.ts';

const at = '2026-06-30T01:00:00.000Z';

/** A module that searches its title and these fields. */
const searching = (...search: string[]): CompiledModule =>
  ({
    definition: { key: 'book', titleField: 'name', list: { columns: [], query: [], search } },
    fields: new Map([
      ['shelf', { type: 'text', title: { zh: 'x' }, list: false, query: false, index: false }],
      ['donor', { type: 'text', title: { zh: 'x' }, list: false, query: false, index: false, sensitivity: 'personal' }],
      ['safe', { type: 'text', title: { zh: 'x' }, list: false, query: false, index: false, sensitivity: 'secret' }],
    ]),
  }) as unknown as CompiledModule;

onEachStorage('Texts by which records are found', (context) => {
  const texts = async () =>
    (
      await all<{ record_id: string; part: string; text: string }>(
        context.storage.read,
        'select record_id, part, text from search_text order by record_id, part',
      )
    ).map(({ record_id, part, text }) => `${record_id} ${part} ${text.replaceAll('\n', '|')}`);

  it('are made anew for every record when other fields are searched, and hold no secret', async () => {
    const { storage } = context;
    await prepareModuleTables(storage, [{ key: 'book', fields: [], indexes: [] }]);
    const layout = makeLayout(storage.dialect, 'book', []);
    const header = (id: string) => ({
      ...{ id, module: 'book', organization: 'o', root_id: id, parent_id: null, title: '', state: 's', closure: 'c' },
      ...{ state_class: 'editable' as const, regime: '', owner: 'a', due_at: null, version: 1, family_version: 0 },
      ...{ platform: 'p', origin: 'entered', created_at: at, created_by: 'a', modified_at: at, modified_by: 'a' },
    });
    await storage.transact(async (db) => {
      await insertRecord(db, layout, header('b1'), stored({ name: 'Atlas', shelf: 'A-1', donor: 'Ms Li', safe: 'x' }));
      await insertRecord(db, layout, header('b2'), stored({ name: 'Ｎovel' }));
    });
    assert.equal(await settleSearchTexts(storage, [searching('shelf', 'donor', 'safe')]), 2);
    assert.deepEqual(await texts(), ['b1 full ms li', 'b1 open atlas|a-1', 'b2 full ', 'b2 open novel']);
    assert.equal(await settleSearchTexts(storage, [searching('shelf', 'donor', 'safe')]), 0);
    assert.equal(await settleSearchTexts(storage, [searching('shelf')]), 2);
    assert.deepEqual(await texts(), ['b1 open atlas|a-1', 'b2 open novel']);
  });

  it('are written again only where they have changed', async () => {
    const { storage } = context;
    const module = searching('shelf');
    await storage.transact(async (db) => {
      await keepSearchTexts(db, module, { id: 'b1', data: { name: 'Other' }, before: { name: 'Other' } });
      await keepSearchTexts(db, module, { id: 'b2', data: { name: 'Tale' }, before: { name: 'Novel' } });
    });
    assert.deepEqual(await texts(), ['b1 open atlas|a-1', 'b2 open tale']);
  });
});
