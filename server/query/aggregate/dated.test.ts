import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { keepDatedValue } from '#server/storage/dated-values.ts';
import { all } from '#server/storage/db.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, type SaleRow, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { runAggregate } from './run-aggregate.ts';

const seed = 20260705;
const fields = ['kind', 'urgent', 'weight', 'tags', 'amount'];

interface Change {
  readonly row: number;
  readonly field: string;
  readonly from: string;
  readonly value: unknown;
}

/** Values as they flipped, in the order they were written; the days they hold from may lie in any order. */
const randomChanges = fc.tuple(randomSales(50), randomSales(50)).chain(([rows, others]) =>
  fc.array(fc.tuple(fc.nat(49), fc.constantFrom(...fields), randomDay, fc.nat(49)), { maxLength: 60 }).map((made) => ({
    rows,
    changes: made.map(([row, field, from, other]): Change => ({ row, field, from, value: others[other]?.data[field] })),
  })),
);

const withValue = (row: SaleRow, field: string, value: unknown): SaleRow => {
  const { [field]: _old, ...data } = row.data;
  return { ...row, data: value === undefined ? data : { ...data, [field]: value } };
};

const ofRow = (changes: readonly Change[], row: number, field: string) =>
  changes.filter((change) => change.row === row && change.field === field);

/** The rows as the last change of each field leaves them. */
const today = (rows: readonly SaleRow[], changes: readonly Change[]): SaleRow[] =>
  rows.map((row, index) =>
    fields.reduce((made, field) => {
      const last = ofRow(changes, index, field).at(-1);
      return last === undefined ? made : withValue(made, field, last.value);
    }, row),
  );

/** The rows as they were on a day. */
const on = (day: string, rows: readonly SaleRow[], changes: readonly Change[]): SaleRow[] =>
  rows.map((row, index) =>
    fields.reduce((made, field) => {
      const own = ofRow(changes, index, field);
      return own.some(({ from }) => from > day)
        ? withValue(made, field, own.findLast(({ from }) => from <= day)?.value)
        : made;
    }, row),
  );

const aggregates: readonly AggregateDefinition[] = [
  aggregateOf({
    where: { fact: 'urgent', operator: 'equal', value: true },
    groupBy: [{ key: 'kind', field: 'kind' }],
    measures: {
      n: { function: 'count' },
      amount: { function: 'sum', field: 'amount' },
      weight: { function: 'max', field: 'weight' },
    },
    keepRecords: true,
  }),
  aggregateOf({
    where: { fact: 'tags', operator: 'containsAny', value: ['red', 'sky'] },
    groupBy: [
      { key: 'kind', field: 'kind', level: 1 },
      { key: 'tag', field: 'tags', item: '' },
    ],
    measures: { n: { function: 'count' }, first: { function: 'first', field: 'amount' } },
    keepRecords: true,
  }),
];

onEachStorage('Aggregates over dated fields', (context) => {
  const catalog = saleCatalog();
  before(() => prepareSales(context.storage, catalog));

  it('count what records held on the day, also one subject alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomChanges,
        randomDay,
        fc.constantFrom(...aggregates),
        async ({ rows, changes }, asOf, aggregate) => {
          const now = today(rows, changes);
          await storeSales(context.storage, now);
          await context.storage.transact(async (db) => {
            await all(db, 'delete from dated_value');
            for (const [index, { row, field, from, value }] of changes.entries())
              await keepDatedValue(
                db,
                { record_id: rows[row]?.id ?? '', module: 'sale', field, from_date: from, version: index },
                value,
              );
          });
          const place = { db: context.storage.read, catalog, dialect: context.storage.dialect };
          const expected = loop({ aggregate, rows: on(asOf, now, changes), to: asOf }).map(
            ({ group, measures, rows: counted }) => ({
              ...{ group, measures },
              records: counted.map(({ id, version }) => ({ id, version })),
            }),
          );
          assert.deepEqual(sorted(await runAggregate(place, aggregate, { asOf })), expected);
          for (const row of expected.slice(0, 2))
            assert.deepEqual(await runAggregate(place, aggregate, { asOf, group: row.group }), [row]);
        },
      ),
      { seed, numRuns: 25, endOnFailure: true },
    );
  });
});
