import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { FactType } from '#engine/condition/condition.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { all, run } from './db.ts';
import { jsonColumn } from './json-column.ts';
import { columnName } from './module-columns.ts';
import { makeLayout } from './module-layout.ts';
import { insertModuleRow } from './module-rows.ts';
import { prepareModuleTables, settleModules } from './module-tables.ts';

const at = '2026-01-01T00:00:00.000Z';

const types: readonly FactType[] = [
  'text',
  'code',
  'integer',
  'money',
  'decimal',
  'boolean',
  'date',
  'instant',
  'region',
  'user',
  'record',
  'organization',
  'codes',
  'users',
];
const every = { key: 'every', fields: types.map((type) => ({ path: `v.${type}`, type })), indexes: [] };

/** Values that are of some type, nearly of some type, or of none. */
const anyValue = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '2026-02-28', '2026-13-01', '2026-02-28T23:59:59.999Z', '2026-02-28T24:00:00.000Z', '960102', '9601'],
    ...['960102001', '12.5', '-0.5', '1.1234567', '123456789012.123456', '1234567890123', '1e5', '-', '.5', '5.', '+1'],
    ...['㛃䶮𬱖', "it's", '"', '\\', 'a'.repeat(120), '𬱖'.repeat(120), 'true', 'null', '0', '-0', '007'],
  ),
  fc.constantFrom(null, true, false, 0, -0, 1, -1, 0.5, -12.25, 1e21, 1e-7, 2 ** 53, 2 ** 53 - 1, 1 - 2 ** 53, 123.456),
  fc.constantFrom<unknown>([], ['a'], ['a', 'b', ''], [1], {}, { a: 1 }, ['㛃', { b: null }], [[]]),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
);

onEachStorage('Columns of module tables', (context) => {
  const insert = (id: string, data: object) => {
    const { storage } = context;
    const layout = makeLayout(storage.dialect, every.key, every.fields);
    const header = { id, organization: 'o', root_id: id, parent_id: null, state: 'open', owner: 'a', version: 1 };
    return storage.transact((db) =>
      insertModuleRow(db, layout, { ...header, created_at: at, modified_at: at }, stored(data)),
    );
  };

  it('hold for any value what the database itself reads from the JSON, and what it makes of it when it settles', async () => {
    const { storage } = context;
    await prepareModuleTables(storage, [every]);
    const made = fc.sample(fc.record(Object.fromEntries(types.map((type) => [type, anyValue]))), {
      seed: 7,
      numRuns: 600,
    });
    for (const [index, v] of made.entries()) await insert(String(index), { v });
    const wrong = types.map((type) => {
      const plain = jsonColumn(storage.dialect, 'data', `v.${type}`, type);
      const list = storage.dialect === 'mariadb' && (type === 'codes' || type === 'users');
      const read = list ? `json_compact(${plain})` : plain;
      const cut = ['text', 'codes', 'users', 'integer', 'money', 'decimal', 'boolean'].includes(type);
      const expected = storage.dialect === 'sqlite' || cut ? read : `left(${read}, 64)`;
      const column = columnName(`v.${type}`, type);
      const differs =
        storage.dialect === 'sqlite' ? `\`${column}\` is not ${expected}` : `not (\`${column}\` <=> ${expected})`;
      return `select '${type}' as type, id, cast(\`${column}\` as char) as found, cast(${expected} as char) as wanted from m_every where ${differs}`;
    });
    const offences = async () => {
      const found = [];
      for (const text of wrong)
        found.push(
          ...(await all<object>(
            storage.read,
            text.replaceAll('as char', storage.dialect === 'sqlite' ? 'as text' : 'as char'),
          )),
        );
      return found.map((offence) => ({ ...offence }));
    };
    assert.deepEqual(await offences(), []);
    const nulls = every.fields.map(({ path, type }) => `\`${columnName(path, type)}\` = null`).join(', ');
    await storage.transact((db) => run(db, `update m_every set layout = '', ${nulls}`));
    assert.ok((await offences()).length > 0);
    assert.equal(await settleModules(storage, [every]), 600);
    assert.deepEqual(await offences(), []);
  });
});
