import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { AggregateDefinition, AggregateGroup } from '#engine/schema/types.gen.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { loop } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, type SaleRow, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { runAggregate } from './run-aggregate.ts';

const seed = 20260702;
const where = { fact: 'urgent', operator: 'equal', value: true };

const ofEveryType = (name: 'min' | 'max' | 'first' | 'last') =>
  Object.fromEntries(
    ['soldOn', 'paidAt', '$created', 'amount', 'weight', 'pieces', 'buyer', 'kind'].map((field) => [
      field.replace('$', ''),
      { function: name, field },
    ]),
  );

const spans = (unit: 'day' | 'workingDay' | 'hour', from: string, to: string) => ({
  mean: { function: 'average' as const, from, to, unit },
  middle: { function: 'median' as const, from, to, unit },
  urgentMean: { function: 'average' as const, from, to, unit, where },
});

const measures: Readonly<Record<string, AggregateDefinition['measures']>> = {
  'the least value': { ...ofEveryType('min'), some: { function: 'min', field: 'amount', where } },
  'the greatest value': { ...ofEveryType('max'), some: { function: 'max', field: 'weight', where } },
  'the first value': { ...ofEveryType('first'), some: { function: 'first', field: 'amount', where } },
  'the last value': { ...ofEveryType('last'), some: { function: 'last', field: 'weight', where } },
  'the mean and the middle of days': spans('day', 'soldOn', 'backAt'),
  'the mean and the middle of working days': spans('workingDay', 'paidAt', 'sentOn'),
  'the mean and the middle of hours': spans('hour', 'paidAt', 'backAt'),
};

onEachStorage('Measures of aggregates', (context) => {
  const byKind = { key: 'kind', field: 'kind' };
  const total: AggregateDefinition = aggregateOf({
    key: 'total',
    groupBy: [byKind],
    measures: { all: { function: 'sum', field: 'weight' }, n: { function: 'count' } },
  });
  const catalog = saleCatalog([total]);
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  before(() => prepareSales(context.storage, catalog));

  for (const [title, made] of Object.entries(measures))
    it(`give ${title}, and nothing where there is none`, async () => {
      await fc.assert(
        fc.asyncProperty(randomSales(50), randomDay, fc.boolean(), async (rows, asOf, grouped) => {
          await storeSales(context.storage, rows);
          const groupBy: AggregateGroup[] = grouped ? [{ key: 'pieces', field: 'pieces' }] : [];
          const aggregate = aggregateOf({ at: '$created', groupBy, measures: made });
          const expected = loop({ aggregate, rows, to: asOf }).map(({ group, measures: values }) => ({
            group,
            measures: values,
          }));
          assert.deepEqual(sorted(await runAggregate(place(), aggregate, { asOf })), expected);
        }),
        { seed, numRuns: 8, endOnFailure: true },
      );
    });

  const shares = aggregateOf({
    groupBy: [{ key: 'region', field: 'region' }, { key: 'province', field: 'region', prefix: 2 }, byKind],
    measures: {
      n: { function: 'count' },
      urgent: { function: 'count', where },
      weight: { function: 'sum', field: 'weight' },
      amount: { function: 'sum', field: 'amount' },
      rate: { ratio: { of: 'urgent', to: 'n', minBase: 2 } },
      heavy: { ratio: { of: 'weight', to: { aggregate: 'total', measure: 'all' } } },
      dear: { ratio: { of: 'amount', to: 'amount' } },
      part: { share: { of: 'n', within: ['province', 'kind'] } },
      amountPart: { share: { of: 'amount', within: ['province'] } },
      ofAll: { share: { of: 'weight', within: [] } },
      ofKind: { share: { of: 'n', within: { aggregate: 'total', measure: 'n', match: { kind: 'kind' } } } },
      ofBooks: { share: { of: 'n', within: { aggregate: 'total', measure: 'n', match: { kind: '=01' } } } },
    },
  });

  it('give ratios and shares as exact fractions, and one subject the same as all', async () => {
    await fc.assert(
      fc.asyncProperty(randomSales(80), randomDay, async (all, asOf) => {
        const rows = all.map(withoutGiants);
        await storeSales(context.storage, rows);
        const groups = loop({ aggregate: shares, rows, to: asOf });
        const totals = loop({ aggregate: total, rows, to: asOf });
        const kindTotal = (kind: string | null, name: string) =>
          totals.find(({ group }) => group.kind === kind)?.measures[name] ?? 0;
        const around = (of: string, keys: readonly string[], own: (typeof groups)[number]) =>
          groups
            .filter(({ group }) => keys.every((key) => group[key] === own.group[key]))
            .reduce((sum, { measures: values }) => sum + big(values[of]), 0n);
        const expected = groups.map((own) => {
          const { n, urgent, weight, amount } = own.measures;
          const kind = own.group.kind ?? null;
          return {
            rate: Number(n) < 2 ? null : { numerator: urgent, denominator: n },
            heavy: fraction(big(weight), big(kindTotal(kind, 'all'))),
            dear: fraction(big(amount), big(amount)),
            part: fraction(big(n), around('n', ['province', 'kind'], own)),
            amountPart: fraction(big(amount), around('amount', ['province'], own)),
            ofAll: fraction(big(weight), around('weight', [], own)),
            ofKind: fraction(big(n), big(kindTotal(kind, 'n'))),
            ofBooks: fraction(big(n), big(kindTotal('01', 'n'))),
          };
        });
        const found = sorted(await runAggregate(place(), shares, { asOf }));
        const derived = Object.keys(expected[0] ?? {});
        for (const [index, row] of found.entries())
          for (const name of derived)
            assert.ok(same(row.measures[name], expected[index]?.[name as 'rate']), `${name} ${JSON.stringify(row)}`);
        for (const row of found.slice(0, 5))
          assert.deepEqual(await runAggregate(place(), shares, { asOf, group: row.group }), [row]);
      }),
      { seed, numRuns: 10, endOnFailure: true },
    );
  });
});

/** A fraction of eighteen digits is refused, which the tests of ratios see to. */
const withoutGiants = (row: SaleRow): SaleRow =>
  String(row.data.weight).length > 10 ? { ...row, data: { ...row.data, weight: '99.25' } } : row;

/** Numbers and decimals in millionths. */
const big = (value: unknown): bigint => {
  const [whole = '', fraction = ''] = String(value).replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return String(value).startsWith('-') ? -size : size;
};

const fraction = (of: bigint, to: bigint) => (to <= 0n ? null : { numerator: of, denominator: to });

/** Whether two fractions are the same number, or both absent. */
const same = (a: unknown, b: unknown): boolean => {
  if (a === null || b === null) return a === b;
  const [one, two] = [a, b] as { numerator: number | bigint; denominator: number | bigint }[];
  return (
    BigInt(one?.numerator ?? 0) * BigInt(two?.denominator ?? 0) ===
    BigInt(two?.numerator ?? 0) * BigInt(one?.denominator ?? 0)
  );
};
