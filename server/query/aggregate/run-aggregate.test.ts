import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { Problem } from '#engine/problem.ts';
import type {
  AggregateDefinition,
  AggregateOperand,
  AggregateWeights,
  ConditionJson,
} from '#engine/schema/types.gen.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, saleCatalog, storeOrganizations, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import type { AggregateQuestion } from './question.ts';
import { runAggregate } from './run-aggregate.ts';

const seed = 20260630;

onEachStorage('Aggregates', (context) => {
  const catalog = saleCatalog();
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  before(async () => {
    await prepareSales(context.storage, catalog);
    await storeOrganizations(context.storage);
  });

  const agrees = async (aggregate: AggregateDefinition, runs = 12): Promise<void> => {
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(randomSales(60), randomDay, async (rows, asOf) => {
        await storeSales(context.storage, rows);
        const expected = loop({ aggregate, rows, to: asOf }).map(({ group, measures }) => ({ group, measures }));
        filled += expected.length;
        assert.deepEqual(sorted(await runAggregate(place(), aggregate, { asOf })), expected);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    assert.ok(filled > 0);
  };

  it('count, count what differs and add, for all rows and for some', () =>
    agrees(
      aggregateOf({
        groupBy: [{ key: 'kind', field: 'kind' }],
        measures: {
          n: { function: 'count' },
          urgent: { function: 'count', where: { fact: 'urgent', operator: 'equal', value: true } },
          calm: { function: 'count', where: { not: { fact: 'urgent', operator: 'equal', value: true } } },
          buyers: { function: 'countDistinct', field: 'buyer' },
          weights: { function: 'countDistinct', field: 'weight' },
          ids: { function: 'countDistinct', field: '$id' },
          amount: { function: 'sum', field: 'amount' },
          weight: { function: 'sum', field: 'weight' },
          pieces: { function: 'sum', field: 'pieces', where: { fact: 'amount', operator: 'greaterThan', value: 1000 } },
          points: { function: 'sum', field: 'kind', weights: { '01': 1, '0101': 2, '0201': 5 } },
        },
      }),
    ));

  it('group by what a field holds, missing values in a group of their own, and by the digits of a region or code', async () => {
    for (const field of [
      'buyer',
      'kind',
      'region',
      'pieces',
      'weight',
      'amount',
      'urgent',
      'soldOn',
      '$state',
      '$organization',
    ])
      await agrees(aggregateOf({ groupBy: [{ key: 'one', field }] }), 3);
    for (const prefix of [0, 2, 4, 6, 9, 12])
      await agrees(
        aggregateOf({
          groupBy: [
            { key: 'place', field: 'region', prefix },
            { key: 'kind', field: 'kind', prefix: 2 },
          ],
        }),
        3,
      );
    await agrees(aggregateOf({}), 4);
  });

  const urgentOrDear: ConditionJson = {
    any: [
      { fact: 'urgent', operator: 'equal', value: true },
      { not: { fact: 'amount', operator: 'lessThan', value: 50_000_000 } },
    ],
  };

  it('count only rows for which the condition is true, in the days of a rolling window', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomSales(60),
        randomDay,
        fc.constantFrom<'day' | 'month'>('day', 'month'),
        fc.integer({ min: 1, max: 24 }),
        fc.constantFrom('soldOn', 'paidAt', '$created'),
        async (rows, asOf, unit, length, at) => {
          await storeSales(context.storage, rows);
          const aggregate = aggregateOf({ at, window: { kind: 'rolling', unit, length }, where: urgentOrDear });
          const from = unit === 'day' ? moved(asOf, 1 - length) : moved(monthsBefore(asOf, length), 1);
          const [expected] = loop({ aggregate, rows, from, to: asOf });
          const [found] = await runAggregate(place(), aggregate, { asOf });
          assert.deepEqual(found?.measures, expected?.measures);
        },
      ),
      { seed, numRuns: 25 },
    );
  });

  it('take windows, digits and values from parameters on the date and from a record', async () => {
    const rows = fc.sample(randomSales(120), { seed, numRuns: 1 })[0] ?? [];
    await storeSales(context.storage, rows);
    const count = async (
      more: Partial<AggregateDefinition>,
      question: Omit<AggregateQuestion, 'asOf'> = {},
      asOf = '2025-06-30',
    ) => sorted(await runAggregate(place(), aggregateOf({ each: 'alarm', ...more }), { asOf, ...question }));
    const alarm: Readonly<Record<string, unknown>> = { days: 40, region: '990100', kinds: ['0101', '0201'], digits: 4 };
    const each = (fact: string) => alarm[fact];
    const rolling = (unit: 'day' | 'month', length: AggregateOperand) => ({
      window: { kind: 'rolling' as const, unit, length },
    });
    const months = { parameter: 'window-months' };
    assert.deepEqual(await count(rolling('month', months)), await count(rolling('month', 3)));
    assert.deepEqual(await count(rolling('month', months), { profile: 'old' }), await count(rolling('month', 12)));
    assert.deepEqual(
      await count(rolling('month', months), {}, '2025-05-31'),
      await count(rolling('month', 6), {}, '2025-05-31'),
    );
    assert.deepEqual(await count(rolling('day', { each: 'days' }), { each }), await count(rolling('day', 40)));
    const where = (fact: string, operator: string, value?: unknown) => ({
      where: { fact, operator, ...(value !== undefined && { value }) },
    });
    const inKinds = await count(where('kind', 'in', ['0101', '0201']));
    assert.notDeepEqual(inKinds, await count({}));
    assert.deepEqual(await count(where('kind', 'in', { each: 'kinds' }), { each }), inKinds);
    assert.deepEqual(
      await count(where('kind', 'in', { codes: 'kinds', where: { top: true } })),
      await count(where('kind', 'in', ['01', '02'])),
    );
    assert.deepEqual(
      await count(where('region', 'within', { each: 'region' }), { each }),
      await count(where('region', 'within', '990100')),
    );
    assert.deepEqual(await count(where('amount', 'greaterThan', { each: 'least' }), { each }), [
      { group: {}, measures: { n: 0 } },
    ]);
    assert.deepEqual(await count(where('each.least', 'absent'), { each }), await count({}));
    assert.deepEqual(
      await count(
        {
          where: {
            any: [
              { fact: 'each.least', operator: 'absent' },
              { fact: 'amount', operator: 'greaterThan', value: { each: 'least' } },
            ],
          },
        },
        { each },
      ),
      await count({}),
    );
    const grouped = (prefix: AggregateOperand) => ({ groupBy: [{ key: 'place', field: 'region', prefix }] });
    assert.deepEqual(await count(grouped({ each: 'digits' }), { each }), await count(grouped(4)));
    await assert.rejects(count(rolling('day', { parameter: 'late' })), { slug: 'invalid-input' });
    await assert.rejects(count(rolling('day', { each: 'months' }), { each }), { slug: 'invalid-input' });
    await assert.rejects(count(rolling('day', 400_000)), { slug: 'invalid-input' });
    await assert.rejects(count({}, {}, '2025-02-30'), { slug: 'invalid-input' });
  });

  it('say of each record, day and profile what they say when nothing was asked before', async () => {
    await storeSales(context.storage, fc.sample(randomSales(120), { seed, numRuns: 1 })[0] ?? []);
    const whole = () =>
      aggregateOf({
        each: 'alarm',
        window: { kind: 'rolling', unit: 'month', length: { parameter: 'window-months' } },
        where: {
          any: [
            { fact: 'each.least', operator: 'absent' },
            { fact: 'amount', operator: 'greaterThan', value: { each: 'least' } },
          ],
        },
        groupBy: [{ key: 'place', field: 'region', prefix: { each: 'digits' } }],
        measures: { n: { function: 'count' }, amount: { function: 'sum', field: 'amount' } },
      });
    const alarms: readonly Readonly<Record<string, unknown>>[] = [
      { digits: 2 },
      { digits: 4 },
      { digits: 4, least: 1000 },
    ];
    const questions = alarms.flatMap((alarm) =>
      ['2025-05-31', '2025-06-30'].flatMap((asOf): AggregateQuestion[] => {
        const question = { asOf, each: (fact: string) => alarm[fact] };
        return [
          question,
          { ...question, profile: 'old' },
          { ...question, measures: new Set(['n']) },
          { ...question, records: true },
          { ...question, group: { place: '990000' } },
        ];
      }),
    );
    const asked = whole();
    const answers = new Set<string>();
    for (let round = 0; round < 2; round += 1)
      for (const question of questions) {
        const found = sorted(await runAggregate(place(), asked, question));
        assert.deepEqual(found, sorted(await runAggregate(place(), whole(), question)));
        answers.add(JSON.stringify(found));
      }
    assert.ok(answers.size > 12, String(answers.size));
  });

  it('count what was written since the same was asked', async () => {
    const aggregate = aggregateOf({});
    const counted = async () => (await runAggregate(place(), aggregate, { asOf: '2026-06-30' }))[0]?.measures.n;
    const rows = fc.sample(randomSales(60), { seed, numRuns: 1 })[0] ?? [];
    await storeSales(context.storage, rows.slice(0, 1));
    const before = await counted();
    await storeSales(context.storage, rows);
    assert.notEqual(await counted(), before);
    const [expected] = loop({ aggregate, rows, to: '2026-06-30' });
    assert.equal(await counted(), expected?.measures.n);
  });

  it('weigh codes by a parameter as by the same numbers', async () => {
    const rows = fc.sample(randomSales(80), { seed, numRuns: 1 })[0] ?? [];
    await storeSales(context.storage, rows);
    const points = async (weights: AggregateWeights) =>
      (
        await runAggregate(
          place(),
          aggregateOf({ measures: { points: { function: 'sum', field: 'kind', weights } } }),
          { asOf: '2026-06-30' },
        )
      )[0]?.measures.points;
    const expected = await points({ '01': 2, '0101': 3, '0201': 4 });
    assert.ok(Number(expected) > 0);
    assert.equal(await points({ parameter: 'kind-weight', by: { kind: 'kind' } }), expected);
  });

  it('give one subject alone what all subjects together would give it, with the records counted', async () => {
    const aggregate = aggregateOf({
      groupBy: [
        { key: 'place', field: 'region', prefix: 4 },
        { key: 'pieces', field: 'pieces' },
      ],
      keepRecords: true,
    });
    const rows = fc.sample(randomSales(150), { seed, numRuns: 1 })[0] ?? [];
    await storeSales(context.storage, rows);
    const all = sorted(await runAggregate(place(), aggregate, { asOf: '2026-06-30' }));
    assert.deepEqual(
      all.map(({ records }) => records),
      loop({ aggregate, rows, to: '2026-06-30' }).map((group) =>
        group.rows.map(({ id, version }) => ({ id, version })),
      ),
    );
    for (const row of all)
      assert.deepEqual(await runAggregate(place(), aggregate, { asOf: '2026-06-30', group: row.group }), [row]);
    assert.deepEqual(await runAggregate(place(), aggregate, { asOf: '2026-06-30', group: { place: '120000' } }), []);
  });

  it('refuse to make more groups than allowed', async () => {
    await storeSales(context.storage, fc.sample(randomSales(40), { seed, numRuns: 1 })[0] ?? []);
    const aggregate = aggregateOf({ groupBy: [{ key: 'id', field: '$id' }], maxGroups: 5 });
    await assert.rejects(runAggregate(place(), aggregate, { asOf: '2026-06-30' }), ({ issues }: Problem) => {
      assert.equal(issues[0]?.code, 'aggregate-too-many-groups');
      return true;
    });
  });
});

const moved = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The same day some months before, or the last one of a shorter month. */
const monthsBefore = (day: string, months: number): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
};
