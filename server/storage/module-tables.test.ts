import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { compileCondition } from '#engine/condition/compile.ts';
import type { Condition } from '#engine/condition/condition.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { conditionToSql } from './condition-sql.ts';
import { all, run } from './db.ts';
import { jsonColumn } from './json-column.ts';
import { columnName } from './module-columns.ts';
import { makeLayout } from './module-layout.ts';
import { insertModuleRow, type StoredData, updateModuleRow } from './module-rows.ts';
import { type ModuleTableSpec, prepareModuleTables, settleModules } from './module-tables.ts';

const loan = {
  key: 'loan',
  fields: [
    { path: 'reader.name', type: 'text' },
    { path: 'due', type: 'date' },
    { path: 'fine', type: 'money' },
    { path: 'weight', type: 'decimal' },
    { path: 'lost', type: 'boolean' },
    { path: 'kind', type: 'code' },
  ],
  indexes: [['$organization', '$state', 'due'], ['reader.name', 'kind'], ['$due']],
} as const;
const at = '2026-01-01T00:00:00.000Z';

onEachStorage('Module tables', (context) => {
  const headerOf = (id: string) => {
    const when = { created_at: at, modified_at: at };
    return { id, organization: 'o', root_id: id, parent_id: null, state: 'open', owner: 'a', version: 1, ...when };
  };
  const insertAs = ({ key, fields }: Pick<ModuleTableSpec, 'key' | 'fields'>, id: string, data: StoredData) => {
    const { storage } = context;
    const layout = makeLayout(storage.dialect, key, fields);
    return storage.transact((db) => insertModuleRow(db, layout, headerOf(id), data));
  };
  const insert = (id: string, data: object) => insertAs(loan, id, stored(data));
  /** Changes a record as a process would that has these fields. */
  const changeAs = async (spec: Pick<ModuleTableSpec, 'key' | 'fields'>, id: string, data: object) => {
    const { storage } = context;
    const layout = makeLayout(storage.dialect, spec.key, spec.fields);
    const [before] = await all<{ layout: string; data: unknown; version: number; state: string; owner: string }>(
      storage.read,
      'select layout, data, version, state, owner from m_loan where id = ?',
      [id],
    );
    const was = before && { ...before, data: JSON.parse(String(before.data)) };
    const next = { ...headerOf(id), version: Number(before?.version) + 1 };
    await storage.transact((db) => updateModuleRow(db, layout, next, stored(data), was));
  };
  const columnOf = async (column: string, id: string): Promise<unknown> => {
    const text = `select \`${column}\` as value from m_loan where id = ?`;
    return (await all<{ value: unknown }>(context.storage.read, text, [id]))[0]?.value;
  };
  const row = async (id: string) => {
    const [found] = await all<Record<string, unknown>>(
      context.storage.read,
      'select `f_reader__name_text` as name, `f_due_date` as due, `f_fine_money` as fine, `f_weight_decimal` as weight, `f_lost_boolean` as lost, `f_kind_code` as kind from `m_loan` where `id` = ?',
      [id],
    );
    return found && { ...found };
  };

  it('are made once; a second run needs nothing', async () => {
    assert.ok((await prepareModuleTables(context.storage, [loan])) > 0);
    assert.equal(await prepareModuleTables(context.storage, [loan]), 0);
  });

  it('take back width that an older version gave a column', async () => {
    const { storage } = context;
    if (storage.dialect === 'sqlite') return;
    await storage.define(['alter table m_loan modify column f_kind_code varchar(100) collate utf8mb4_nopad_bin null']);
    assert.equal(await prepareModuleTables(storage, [loan]), 1);
    assert.equal(await prepareModuleTables(storage, [loan]), 0);
  });

  it('give each field as a column of its type', async () => {
    await insert('1', {
      reader: { name: '㛃䶮𬱖' },
      due: '2026-04-28',
      fine: 1234,
      weight: '0.50',
      lost: true,
      kind: 'book',
    });
    assert.deepEqual(await row('1'), {
      name: '㛃䶮𬱖',
      due: '2026-04-28',
      fine: 1234,
      weight: 500_000,
      lost: 1,
      kind: 'book',
    });
  });

  it('give NULL where a value is missing, null or not of the type', async () => {
    const empty = { name: null, due: null, fine: null, weight: null, lost: null, kind: null };
    await insert('2', {});
    await insert('3', { reader: null, due: null, fine: null, weight: null, lost: null, kind: null });
    await insert('4', { reader: { name: 1 }, due: 'soon', fine: '12', weight: 'x', lost: 'yes', kind: ['a'] });
    for (const id of ['2', '3', '4']) assert.deepEqual(await row(id), empty, id);
  });

  it('compare a text of any length as the value itself compares, by its whole length', async () => {
    const facts = { 'reader.name': 'text', kind: 'text' } as const;
    const spec = { ...loan, fields: [...loan.fields, { path: 'kind', type: 'text' as const }] };
    await prepareModuleTables(context.storage, [spec]);
    const texts: Record<string, string> = {
      '10': 'x'.repeat(499),
      '11': 'x'.repeat(500),
      '12': `${'x'.repeat(500)}y`,
      '13': `${'x'.repeat(500)}z`,
      '14': `${'x'.repeat(2999)}y`,
    };
    for (const [id, name] of Object.entries(texts))
      await insertAs(spec, id, stored({ reader: { name }, kind: 'x'.repeat(64) }));
    const conditions: Condition[] = [
      { fact: 'reader.name', operator: 'equal', value: 'x'.repeat(500) },
      { fact: 'reader.name', operator: 'notEqual', value: `${'x'.repeat(500)}y` },
      { fact: 'reader.name', operator: 'in', value: [`${'x'.repeat(500)}y`, 'x'.repeat(499)] },
      { fact: 'reader.name', operator: 'contains', value: 'z' },
      { fact: 'reader.name', operator: 'startsWith', value: 'x'.repeat(2000) },
      { fact: 'reader.name', operator: 'greaterThan', value: `${'x'.repeat(500)}y` },
      { fact: 'reader.name', operator: 'startsWith', value: { fact: 'kind' } },
    ];
    const { dialect, read } = context.storage;
    const options = { dialect, column: (fact: string) => sql.ref(`m.${columnName(fact, 'text')}`) };
    for (const condition of conditions) {
      const where = conditionToSql(condition, facts, options, true);
      const rows = await sql<{
        id: string;
      }>`select id from m_loan m where id >= '10' and length(id) = 2 and ${where} order by id`.execute(read);
      const judge = compileCondition(condition, facts);
      const wanted = Object.keys(texts).filter(
        (id) => judge((fact) => (fact === 'kind' ? 'x'.repeat(64) : texts[id])) === true,
      );
      assert.deepEqual(
        rows.rows.map(({ id }) => id),
        wanted,
        JSON.stringify(condition).slice(0, 80),
      );
    }
  });

  const more = {
    ...loan,
    fields: [...loan.fields, { path: 'note', type: 'text' as const }],
    indexes: [...loan.indexes, ['note']],
  };

  it('gain columns and indexes later, with what the records already say', async () => {
    await insert('20', { note: 'from before', fine: 7 });
    assert.equal(await prepareModuleTables(context.storage, [more]), 2);
    assert.equal(await prepareModuleTables(context.storage, [more, loan]), 0);
    assert.equal(await columnOf('f_note_text', '20'), 'from before');
    assert.equal((await row('1'))?.fine, 1234);
  });

  it('are settled after somebody with the release before has written, and never lose what he wrote', async () => {
    const { storage } = context;
    await insertAs(more, '30', stored({ note: 'old', fine: 1 }));
    await changeAs(loan, '30', { note: 'new', fine: 2 });
    await insert('31', { note: 'made late' });
    assert.equal(await columnOf('f_note_text', '30'), 'old');
    assert.equal(await columnOf('f_fine_money', '30'), 2);
    assert.equal(await settleModules(storage, [more]), 2);
    assert.equal(await columnOf('f_note_text', '30'), 'new');
    assert.equal(await columnOf('f_note_text', '31'), 'made late');
    assert.equal(await settleModules(storage, [more]), 0);
  });

  it('stay as they are when a release is taken back, and are settled when it comes again', async () => {
    const { storage } = context;
    assert.equal(await prepareModuleTables(storage, [loan]), 0);
    assert.equal(await settleModules(storage, [loan]), 0);
    await changeAs(loan, '30', { note: 'under the old one', fine: 3 });
    assert.equal(await prepareModuleTables(storage, [more]), 0);
    assert.equal(await columnOf('f_note_text', '30'), 'under the old one');
  });

  it('write only the columns that change, and all of them over a row of another layout', async () => {
    const { storage } = context;
    await storage.transact((db) => run(db, "update m_loan set f_fine_money = 99, layout = '' where id = '30'"));
    await changeAs(more, '30', { note: 'under the old one', fine: 3, lost: true });
    assert.equal(await columnOf('f_fine_money', '30'), 3);
    await storage.transact((db) => run(db, "update m_loan set f_fine_money = 99 where id = '30'"));
    await changeAs(more, '30', { note: 'later', fine: 3, lost: true });
    assert.equal(await columnOf('f_fine_money', '30'), 99);
    assert.equal(await columnOf('f_note_text', '30'), 'later');
  });

  it('hold a field whose type changes in a column of its own', async () => {
    const changed = {
      ...loan,
      fields: loan.fields.map((field) => (field.path === 'kind' ? { path: 'kind', type: 'integer' as const } : field)),
    };
    await insert('40', { kind: 5 });
    assert.equal(await prepareModuleTables(context.storage, [changed]), 2);
    assert.equal(await columnOf('f_kind_integer', '40'), 5);
    assert.equal(await columnOf('f_kind_integer', '1'), null);
    assert.equal((await row('1'))?.kind, 'book');
    assert.equal(await prepareModuleTables(context.storage, [loan]), 0);
    assert.equal((await row('1'))?.kind, 'book');
  });

  it('take over a table whose columns the database computed, also after a run that was cut off', async () => {
    const { storage } = context;
    const read = jsonColumn(storage.dialect, '`data`', 'fine', 'money');
    const number = storage.dialect === 'sqlite' ? 'integer' : 'bigint';
    await storage.define([
      `create table m_older (id varchar(64) not null primary key, organization varchar(64) not null, root_id varchar(64) not null, parent_id varchar(64) null, state varchar(200) not null, owner varchar(64) not null, version ${number} not null, created_at varchar(30) not null, modified_at varchar(30) not null, data ${storage.dialect === 'sqlite' ? 'text' : 'longtext'} not null, f_fine ${number} generated always as (${read}) virtual)`,
      'create index x_older on m_older (f_fine, state)',
    ]);
    await storage.transact(async (db) => {
      for (let n = 0; n < 450; n += 1)
        await run(
          db,
          `insert into m_older (id, organization, root_id, state, owner, version, created_at, modified_at, data) values (?, 'o', ?, 'open', 'a', 1, '${at}', '${at}', ?)`,
          [`o${n}`, `o${n}`, JSON.stringify({ fine: n })],
        );
    });
    const older = { key: 'older', fields: [{ path: 'fine', type: 'money' as const }], indexes: [['fine', '$state']] };
    // Cut off: the columns are there, and the old program has written again since.
    const cut = { ...storage, transact: () => Promise.reject(new Error('cut off')) };
    await assert.rejects(prepareModuleTables(cut, [older]), /cut off/);
    await storage.transact((db) => run(db, `update m_older set data = '{"fine":-1}' where id = 'o7'`));
    assert.ok((await prepareModuleTables(storage, [older])) > 0);
    const [sum] = await all<{ n: number; s: number }>(
      storage.read,
      'select count(*) as n, sum(f_fine_money) as s from m_older',
    );
    assert.deepEqual([Number(sum?.n), Number(sum?.s)], [450, (449 * 450) / 2 - 7 - 1]);
    await assert.rejects(all(storage.read, 'select f_fine from m_older'));
    assert.equal(await prepareModuleTables(storage, [older]), 0);
  });

  it('index as many columns as the database takes', async () => {
    const fields = Array.from({ length: 12 }, (_, n) => ({ path: `code${n}`, type: 'code' as const }));
    const wide = { key: 'wide', fields, indexes: [['$state', ...fields.map(({ path }) => path)]] };
    assert.ok((await prepareModuleTables(context.storage, [wide])) > 0);
    assert.equal(await prepareModuleTables(context.storage, [wide]), 0);
  });

  it('refuse a module key and a path that are no identifiers', async () => {
    await assert.rejects(
      prepareModuleTables(context.storage, [{ ...loan, key: 'x`; drop table record' }]),
      /module key/,
    );
    const fields = [{ path: "a'b", type: 'text' as const }];
    await assert.rejects(prepareModuleTables(context.storage, [{ key: 'bad', fields, indexes: [] }]), /field path/);
  });
});
