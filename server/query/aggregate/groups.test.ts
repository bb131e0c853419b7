import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { AggregateGroup } from '#engine/schema/types.gen.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, saleCatalog, storeOrganizations, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { runAggregate } from './run-aggregate.ts';

const seed = 20260701;

const groups: Readonly<Record<string, readonly Omit<AggregateGroup, 'key'>[]>> = {
  'a level of a code tree, by digits and by parents': [
    { field: 'kind', level: 1 },
    { field: 'kind', level: 2 },
    { field: 'kind', level: 3 },
    { field: 'tags', item: '', level: 1 },
    { field: 'tags', item: '', level: 2 },
  ],
  'the organization of a level above': [
    { field: '$organization', organizationLevel: 'top' },
    { field: '$organization', organizationLevel: 'middle' },
    { field: '$organization', organizationLevel: 'low' },
  ],
  'months, quarters, half years and years, of days and of moments': (
    ['month', 'quarter', 'halfYear', 'year'] as const
  ).flatMap((bucket) => ['soldOn', 'sentOn', 'paidAt', '$created'].map((field) => ({ field, bucket }))),
  'the first name that is present': [
    { coalesce: [{ field: 'taxNo', from: 9, length: 9 }, { field: 'kind' }, { fields: ['buyer', 'region'] }] },
    { coalesce: [{ field: 'taxNo' }, { fields: ['buyer', 'region'] }] },
    { coalesce: [{ field: 'buyer', from: 2 }] },
  ],
  'each element of a field with many values, once a record': [
    { field: 'tags', item: '' },
    { field: 'lines', item: 'tag' },
  ],
};

onEachStorage('Groups of aggregates', (context) => {
  const catalog = saleCatalog();
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  before(async () => {
    await prepareSales(context.storage, catalog);
    await storeOrganizations(context.storage);
  });

  for (const [title, made] of Object.entries(groups))
    it(`are ${title}; each is found alone, too`, async () => {
      const second: AggregateGroup = { key: 'urgent', field: 'urgent' };
      await fc.assert(
        fc.asyncProperty(
          randomSales(60),
          randomDay,
          fc.constantFrom(...made),
          fc.boolean(),
          async (rows, asOf, group, two) => {
            await storeSales(context.storage, rows);
            const aggregate = aggregateOf({
              groupBy: [{ key: 'one', ...group }, ...(two ? [second] : [])],
              measures: { n: { function: 'count' }, amount: { function: 'sum', field: 'amount' } },
              keepRecords: true,
            });
            const expected = loop({ aggregate, rows, to: asOf }).map(({ group: key, measures, rows: counted }) => ({
              ...{ group: key, measures },
              records: counted.map(({ id, version }) => ({ id, version })),
            }));
            assert.deepEqual(sorted(await runAggregate(place(), aggregate, { asOf })), expected);
            for (const row of expected.slice(0, 4))
              assert.deepEqual(await runAggregate(place(), aggregate, { asOf, group: row.group }), [row]);
          },
        ),
        { seed, numRuns: 6 * made.length, endOnFailure: true },
      );
    });
});
