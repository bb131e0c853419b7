import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { AggregateDefinition, AggregateGroup } from '#engine/schema/types.gen.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openSource } from './open-source.ts';
import type { AggregateQuestion } from './question.ts';
import { runAggregate } from './run-aggregate.ts';

/** Two members ask the record alone, one of them a list; the state is asked beside them. */
const topKinds = { codes: 'kinds', where: { top: true } };
const byKey = (coalesce: AggregateGroup['coalesce'], key: string, kinds: object = topKinds) =>
  aggregateOf({
    key,
    keepRecords: true,
    where: {
      all: [
        { fact: '$state', operator: 'equal', value: 'open' },
        {
          any: [
            { fact: 'kind', operator: 'in', value: kinds },
            { fact: 'tags', operator: 'containsAny', value: ['red', 'sky'] },
          ],
        },
        { not: { fact: 'urgent', operator: 'equal', value: true } },
      ],
    },
    groupBy: [{ key: 'party', ...(coalesce && { coalesce }) }],
    measures: {
      n: { function: 'count' },
      amount: { function: 'sum', field: 'amount' },
      last: { function: 'last', field: 'region' },
    },
    index: [
      ['$state', '$where', 'soldOn', '$key'],
      ['$key', 'soldOn', '$where', '$state', 'amount', 'region'],
    ],
  });

const keys: Readonly<Record<string, AggregateGroup['coalesce']>> = {
  bounded: [{ field: 'region', from: 3, length: 4 }, { fields: ['kind', 'region'] }, { field: 'kind' }],
  long: [{ field: 'taxNo' }, { fields: ['buyer', 'region'] }],
};
const [bounded, long] = ['bounded', 'long'].map((key) => byKey(keys[key], key)) as [
  AggregateDefinition,
  AggregateDefinition,
];

onEachStorage('What records settle when they are written', (context) => {
  const catalog = saleCatalog([bounded, long]);
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  before(() => prepareSales(context.storage, catalog));

  for (const aggregate of [bounded, long])
    it(`is counted as the condition and the fields say: ${aggregate.key}`, async () => {
      const declared = catalog.definitions.aggregate.get(aggregate.key) ?? aggregate;
      const { index: _none, ...plain } = declared;
      let filled = 0;
      await fc.assert(
        fc.asyncProperty(randomSales(60), randomDay, async (rows, asOf) => {
          await storeSales(context.storage, rows);
          const expected = loop({ aggregate: byKey(keys[aggregate.key], aggregate.key, ['01', '02']), rows, to: asOf });
          filled += expected.length;
          const ask = (question: Partial<AggregateQuestion>, of = declared) =>
            runAggregate(place(), of, { asOf, ...question });
          assert.deepEqual(
            sorted(await ask({ records: false, measures: new Set(['n']) })).map(({ group, measures }) => [
              group,
              measures,
            ]),
            expected.map(({ group, measures }) => [group, { n: measures.n }]),
          );
          const groups = expected.map(({ group }) => group);
          const named = groups.filter(({ party }) => party !== null);
          assert.deepEqual(sorted(await ask({ among: named })), sorted(await ask({ among: named }, plain)));
          for (const group of groups.slice(0, 3)) assert.deepEqual(await ask({ group }), await ask({ group }, plain));
        }),
        { seed: 11, numRuns: 12, endOnFailure: true },
      );
      assert.ok(filled > 0);
    });

  it('is read from an index alone, but for a long text on MariaDB', async () => {
    const settled = async (aggregate: AggregateDefinition, question: Partial<AggregateQuestion>) =>
      [
        ...(
          await openSource(place(), catalog.definitions.aggregate.get(aggregate.key) ?? aggregate, {
            asOf: '2026-06-30',
            ...question,
          })
        ).settled.keys(),
      ].sort();
    const narrow = { records: false, measures: new Set(['n']) };
    const both = ['$key', '$where'];
    const ofLong = context.storage.dialect === 'sqlite' ? both : [];
    assert.deepEqual(await settled(bounded, narrow), both);
    assert.deepEqual(await settled(bounded, { among: [{ party: '01' }] }), both);
    assert.deepEqual(await settled(long, narrow), ofLong);
    assert.deepEqual(await settled(long, { group: { party: 'A|990100' } }), ofLong);
  });
});
