import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { randomSales } from '#test/support/sales/random.ts';
import { prepareSales, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { runAggregate } from './run-aggregate.ts';

const asOf = '2026-06-30';

const declared = aggregateOf({
  key: 'declared',
  window: { kind: 'rolling', unit: 'month', length: 24 },
  where: {
    all: [
      { fact: '$state', operator: 'equal', value: 'open' },
      { fact: 'urgent', operator: 'notEqual', value: true },
    ],
  },
  groupBy: [{ key: 'kind', field: 'kind' }],
  measures: {
    n: { function: 'count' },
    amount: { function: 'sum', field: 'amount' },
    last: { function: 'max', field: 'soldOn' },
  },
  index: [
    ['soldOn', '$state', 'urgent', 'kind', 'amount'],
    ['kind', 'soldOn'],
  ],
});

/** Lists of ids lie in an index, too, where the database takes them whole. */
const overLists = aggregateOf({
  key: 'over-lists',
  window: { kind: 'rolling', unit: 'month', length: 24 },
  where: { fact: 'tags', operator: 'containsAny', value: ['red', 'sky'] },
  groupBy: [{ key: 'kind', field: 'kind' }],
  index: [['soldOn', 'tags', 'kind']],
});

onEachStorage('Indexes of aggregates', (context) => {
  const catalog = saleCatalog([declared, overLists]);
  before(async () => {
    await prepareSales(context.storage, catalog);
    await storeSales(context.storage, fc.sample(randomSales(2000), { seed: 7, numRuns: 1 })[0] ?? []);
    await context.storage.optimize();
  });

  /** The plan of every statement an aggregate runs. */
  const plansOf = async (group?: Record<string, string>, aggregate = declared): Promise<string> => {
    const { read, dialect } = context.storage;
    const asked: CompiledQuery[] = [];
    const listen: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        asked.push(read.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const db = read.withPlugin(listen);
    await runAggregate({ db, catalog, dialect }, aggregate, { asOf, ...(group && { group }) });
    const words = dialect === 'sqlite' ? 'explain query plan' : 'explain';
    const plans = [];
    for (const query of asked.filter(({ sql }) => sql.includes('m_sale') && sql.startsWith('select ')))
      plans.push((await read.executeQuery(CompiledQuery.raw(`${words} ${query.sql}`, [...query.parameters]))).rows);
    assert.ok(plans.length > 0);
    return JSON.stringify(plans);
  };

  it('that hold all an aggregate reads spare it the records', async () => {
    const plan = await plansOf();
    assert.match(
      plan,
      context.storage.dialect === 'sqlite' ? /SEARCH m USING (COVERING )?INDEX x_/ : /"key":"x_[^}]*Using index/,
    );
  });

  it('hold lists of ids where the database can', async () => {
    const plan = await plansOf(undefined, overLists);
    assert.match(plan, context.storage.dialect === 'sqlite' ? /SEARCH m USING (COVERING )?INDEX x_/ : /"table":"m"/);
  });

  it('find one subject', async () => {
    assert.match(
      await plansOf({ kind: '0201' }),
      context.storage.dialect === 'sqlite'
        ? /USING (COVERING )?INDEX x_[^"]*kind[^"]*=\?/
        : /"type":"(ref|range)"[^}]*"key":"x_/,
    );
  });

  it('change nothing but the time', async () => {
    const place = { db: context.storage.read, catalog, dialect: context.storage.dialect };
    const { index: _none, ...plain } = declared;
    assert.deepEqual(
      sorted(await runAggregate(place, declared, { asOf, records: true })),
      sorted(await runAggregate(place, plain, { asOf, records: true })),
    );
  });
});
