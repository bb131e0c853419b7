import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { run } from '#server/storage/db.ts';
import { makeLayout } from '#server/storage/module-layout.ts';
import { updateModuleRow } from '#server/storage/module-rows.ts';
import { moduleTableSpec, settleModules } from '#server/storage/module-tables.ts';
import { i30 } from '#server/verify/i30-columns.ts';
import type { World } from '#server/verify/world.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, type SaleRow, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { stored } from '#test/support/stored.ts';
import { openSource } from './open-source.ts';
import { runAggregate } from './run-aggregate.ts';

/** Two elements of one record make it count once. */
const wanted: Readonly<Record<string, ConditionJson>> = {
  one: { fact: 'tags', operator: 'containsAny', value: ['red'] },
  some: { fact: 'tags', operator: 'containsAny', value: ['red', 'pink', 'sky'] },
  branch: { fact: 'tags', operator: 'descendantOf', value: 'red' },
  both: {
    any: [
      { fact: 'tags', operator: 'containsAny', value: ['sky'] },
      { fact: 'tags', operator: 'descendantOf', value: 'pink' },
    ],
  },
};

const aggregates = Object.entries(wanted).map(([key, tags]) =>
  aggregateOf({
    key,
    keepRecords: true,
    where: { all: [tags, { not: { fact: 'urgent', operator: 'equal', value: true } }] },
    groupBy: [{ key: 'kind', field: 'kind' }],
    measures: { n: { function: 'count' }, amount: { function: 'sum', field: 'amount' } },
    index: [['tags', 'kind', 'soldOn', 'urgent', 'amount']],
  }),
);

onEachStorage('Rows for the values of a field that holds many', (context) => {
  const catalog = saleCatalog(aggregates);
  const spec = moduleTableSpec(catalog.module('sale'));
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  const layout = () => {
    const { key, fields, ...more } = spec;
    return makeLayout(context.storage.dialect, key, fields, more);
  };
  before(() => prepareSales(context.storage, catalog));

  const agree = async (rows: readonly SaleRow[], asOf: string): Promise<number> => {
    let filled = 0;
    for (const { key } of aggregates) {
      const aggregate = catalog.definitions.aggregate.get(key);
      assert.ok(aggregate);
      const source = await openSource(place(), aggregate, { asOf });
      assert.match(source.elements?.table ?? '', /^e_/);
      const found = sorted(await runAggregate(place(), aggregate, { asOf }));
      const { index: _none, ...plain } = aggregate;
      assert.deepEqual(found, sorted(await runAggregate(place(), plain, { asOf })));
      filled += found.length;
      if (key !== 'one' && key !== 'some') continue;
      const expected = loop({ aggregate, rows, to: asOf });
      assert.deepEqual(
        found.map(({ group, measures }) => ({ group, measures })),
        expected.map(({ group, measures }) => ({ group, measures })),
      );
    }
    return filled;
  };

  it('count what the records hold', async () => {
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(randomSales(60), randomDay, async (rows, asOf) => {
        await storeSales(context.storage, rows);
        filled += await agree(rows, asOf);
      }),
      { seed: 5, numRuns: 10, endOnFailure: true },
    );
    assert.ok(filled > 0);
  });

  it('follow a change of a record, go with it, and are made anew for rows of another layout', async () => {
    const { storage } = context;
    const [rows = [], others = []] = fc.sample(randomSales(60), { seed: 6, numRuns: 2 });
    await storeSales(storage, rows);
    const asOf = '2026-06-30';
    const next = rows.map((row, index) => {
      const data = index % 3 === 0 ? (others[index]?.data ?? {}) : row.data;
      return { ...row, data, version: row.version + 1 };
    });
    await storage.transact(async (db) => {
      for (const [index, { id, version, state, created, data }] of next.entries()) {
        const was = { layout: layout().id, state, owner: 'o', data: rows[index]?.data };
        const header = { id, state, owner: 'o', version, modified_at: created };
        await updateModuleRow(db, layout(), header, stored(data), index % 2 === 0 ? was : undefined);
      }
    });
    await agree(next, asOf);
    const left = next.slice(20);
    await storage.transact(async (db) => {
      for (const { id } of next.slice(0, 20)) await run(db, 'delete from m_sale where id = ?', [id]);
    });
    await agree(left, asOf);
    const [table] = layout().elements.values();
    await storage.transact(async (db) => {
      await run(db, `delete from \`${table?.name}\``);
      await run(db, "update m_sale set layout = ''");
    });
    assert.equal(await settleModules(storage, [spec]), left.length);
    await agree(left, asOf);
    const faults = async () =>
      [await i30.find({ db: storage.read, dialect: storage.dialect, catalog } as World)].flat();
    assert.deepEqual(await faults(), []);
    await storage.transact((db) => run(db, `update \`${table?.name}\` set element = 'white' where element = 'sky'`));
    assert.ok((await faults()).length > 0);
  });
});
