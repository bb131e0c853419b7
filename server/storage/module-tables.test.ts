import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { compileCondition } from '#engine/condition/compile.ts';
import type { Condition } from '#engine/condition/condition.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { conditionToSql } from './condition-sql.ts';
import { all, run } from './db.ts';
import { columnName, prepareModuleTables } from './module-tables.ts';

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

onEachStorage('Module tables', (context) => {
  const insert = (id: string, data: object) =>
    context.storage.transact((db) =>
      run(
        db,
        'insert into `m_loan` (`id`, `organization`, `root_id`, `state`, `owner`, `version`, `created_at`, `modified_at`, `data`) values (?, ?, ?, ?, ?, 1, ?, ?, ?)',
        [id, 'o', id, 'open', 'a', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', JSON.stringify(data)],
      ),
    );
  const row = async (id: string) => {
    const [found] = await all<Record<string, unknown>>(
      context.storage.read,
      'select `f_reader__name` as name, `f_due` as due, `f_fine` as fine, `f_weight` as weight, `f_lost` as lost, `f_kind` as kind from `m_loan` where `id` = ?',
      [id],
    );
    return found;
  };

  it('are made once; a second run needs nothing', async () => {
    assert.ok((await prepareModuleTables(context.storage, [loan])) > 0);
    assert.equal(await prepareModuleTables(context.storage, [loan]), 0);
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
    assert.deepEqual(
      { ...(await row('1')) },
      { name: '㛃䶮𬱖', due: '2026-04-28', fine: 1234, weight: 500_000, lost: 1, kind: 'book' },
    );
  });

  it('give NULL where a value is missing, null or not of the type', async () => {
    const empty = { name: null, due: null, fine: null, weight: null, lost: null, kind: null };
    await insert('2', {});
    await insert('3', { reader: null, due: null, fine: null, weight: null, lost: null, kind: null });
    await insert('4', { reader: { name: 1 }, due: 'soon', fine: '12', weight: 'x', lost: 'yes', kind: ['a'] });
    for (const id of ['2', '3', '4']) assert.deepEqual({ ...(await row(id)) }, empty, id);
  });

  it('compare a text of any length as the value itself compares, by its whole length', async () => {
    const types = { 'reader.name': 'text', kind: 'text' } as const;
    const texts: Record<string, string> = {
      '10': 'x'.repeat(499),
      '11': 'x'.repeat(500),
      '12': `${'x'.repeat(500)}y`,
      '13': `${'x'.repeat(500)}z`,
      '14': `${'x'.repeat(2999)}y`,
    };
    for (const [id, name] of Object.entries(texts)) await insert(id, { reader: { name }, kind: 'x'.repeat(64) });
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
    const options = { dialect, column: (fact: string) => sql.ref(`m.${columnName(fact)}`) };
    for (const condition of conditions) {
      const where = conditionToSql(condition, types, options, true);
      const rows = await sql<{
        id: string;
      }>`select id from m_loan m where id >= '10' and length(id) = 2 and ${where} order by id`.execute(read);
      const judge = compileCondition(condition, types);
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

  it('gain columns and indexes later, and keep the data', async () => {
    const more = {
      ...loan,
      fields: [...loan.fields, { path: 'note', type: 'text' as const }],
      indexes: [...loan.indexes, ['note']],
    };
    assert.equal(await prepareModuleTables(context.storage, [more]), 2);
    assert.equal(await prepareModuleTables(context.storage, [more, loan]), 0);
    assert.equal((await row('1'))?.fine, 1234);
  });

  it('make a column anew when the type of its field changes, with its indexes', async () => {
    const changed = {
      ...loan,
      fields: loan.fields.map((field) => (field.path === 'kind' ? { path: 'kind', type: 'integer' as const } : field)),
    };
    assert.equal(await prepareModuleTables(context.storage, [changed]), 4);
    assert.equal((await row('1'))?.kind, null);
    assert.equal(await prepareModuleTables(context.storage, [changed]), 0);
    assert.equal(await prepareModuleTables(context.storage, [loan]), 4);
    assert.equal((await row('1'))?.kind, 'book');
  });

  it('index as many columns as the database takes', async () => {
    const fields = Array.from({ length: 12 }, (_, n) => ({ path: `code${n}`, type: 'code' as const }));
    const wide = { key: 'wide', fields, indexes: [['$state', ...fields.map(({ path }) => path)]] };
    assert.ok((await prepareModuleTables(context.storage, [wide])) > 0);
    assert.equal(await prepareModuleTables(context.storage, [wide]), 0);
  });

  it('finish what a run that was cut off had begun', async () => {
    await context.storage.transact((db) => run(db, "delete from `module_column` where `column_name` = 'f_due'"));
    assert.ok((await prepareModuleTables(context.storage, [loan])) > 0);
    assert.equal((await row('1'))?.due, '2026-04-28');
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
