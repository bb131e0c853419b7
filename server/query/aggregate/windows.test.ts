import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import fc from 'fast-check';
import type { AggregateWindow } from '#engine/schema/types.gen.ts';
import { aggregateOf, sorted } from '#test/support/sales/asked.ts';
import { civilOf, loop, readFact } from '#test/support/sales/loop.ts';
import { randomDay, randomSales } from '#test/support/sales/random.ts';
import { prepareSales, type SaleRow, saleCatalog, storeSales } from '#test/support/sales/world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { runAggregate } from './run-aggregate.ts';

const seed = 20260703;

/** The days of a window, day by day, by what people mean with it: which days of the past belong to it. */
const belongs = (window: AggregateWindow, asOf: string, day: string): boolean => {
  if (day > asOf) return false;
  const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7))];
  const [dayYear, dayMonth] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const { unit = 'month', offset = 0, lastYear = false, from = '', to = '' } = window;
  if (window.kind === 'range') return day >= String(from) && day <= String(to);
  const length = { day: 0, month: 1, quarter: 3, halfYear: 6, year: 12 }[unit];
  if (unit === 'day') return (Date.parse(asOf) - Date.parse(day)) / 86_400_000 === -offset;
  const number = (y: number, m: number) => Math.floor((y * 12 + m - 1) / length);
  const wanted = number(year - (lastYear ? 1 : 0), month) + offset;
  return number(dayYear, dayMonth) === wanted;
};

const windows: readonly AggregateWindow[] = [
  ...(['month', 'quarter', 'halfYear', 'year'] as const).flatMap((unit): AggregateWindow[] => [
    { kind: 'calendar', unit },
    { kind: 'calendar', unit, offset: -1 },
    { kind: 'calendar', unit, offset: -7 },
    { kind: 'calendar', unit, lastYear: true },
  ]),
  { kind: 'calendar', unit: 'day', offset: -1 },
  { kind: 'range', from: '2024-02-29', to: '2025-06-30' },
  { kind: 'range', from: '2025-01-01', to: '2025-01-01' },
];

onEachStorage('Windows of aggregates', (context) => {
  const lastUrgent = aggregateOf({
    key: 'last-urgent',
    where: { fact: 'urgent', operator: 'equal', value: true },
    groupBy: [{ key: 'kind', field: 'kind' }],
    measures: { day: { function: 'max', field: 'soldOn' } },
  });
  const catalog = saleCatalog([lastUrgent]);
  const place = () => ({ db: context.storage.read, catalog, dialect: context.storage.dialect });
  before(() => prepareSales(context.storage, catalog));

  it('are periods of the calendar, earlier ones, those of last year, and ranges', async () => {
    await fc.assert(
      fc.asyncProperty(randomSales(80), randomDay, fc.constantFrom(...windows), async (rows, asOf, window) => {
        await storeSales(context.storage, rows);
        for (const at of ['soldOn', 'paidAt']) {
          const inside = rows.filter((row) => belongs(window, asOf, civilOf(readFact(row, at)) ?? '9999-99-99'));
          const [found] = await runAggregate(place(), aggregateOf({ at, window }), { asOf });
          assert.deepEqual(found?.measures, { n: inside.length });
        }
      }),
      { seed, numRuns: 60, endOnFailure: true },
    );
  });

  it('of equal length before join without gap or overlap', async () => {
    const rows = fc.sample(randomSales(150), { seed, numRuns: 1 })[0] ?? [];
    await storeSales(context.storage, rows);
    const count = async (window: AggregateWindow) =>
      Number((await runAggregate(place(), aggregateOf({ window }), { asOf: '2026-03-31' }))[0]?.measures.n);
    for (const unit of ['day', 'month'] as const) {
      const [length, parts] = unit === 'day' ? [50, 4] : [3, 5];
      const whole = await count({ kind: 'rolling', unit, length: length * parts });
      let sum = await count({ kind: 'rolling', unit, length });
      for (let previous = 1; previous < parts; previous += 1)
        sum += await count({ kind: 'rolling', unit, length, previous });
      assert.ok(whole > 0);
      assert.equal(sum, whole, unit);
    }
  });

  it('since the last event of the same group begin after its date, and with everything where there was none', async () => {
    const since = aggregateOf({
      window: { kind: 'since', last: 'last-urgent', measure: 'day' },
      groupBy: [
        { key: 'kind', field: 'kind' },
        { key: 'region', field: 'region', prefix: 2 },
      ],
      measures: {
        n: { function: 'count' },
        amount: { function: 'sum', field: 'amount' },
        first: { function: 'first', field: '$id' },
      },
    });
    await fc.assert(
      fc.asyncProperty(randomSales(80), randomDay, async (rows, asOf) => {
        await storeSales(context.storage, rows);
        const events = loop({ aggregate: lastUrgent, rows, to: asOf });
        const after = (row: SaleRow): boolean => {
          const kind = readFact(row, 'kind') ?? null;
          const event = events.find(({ group }) => group.kind === kind)?.measures.day;
          return typeof event !== 'string' || String(readFact(row, 'soldOn')) > event;
        };
        const expected = loop({ aggregate: since, rows: rows.filter(after), to: asOf }).map(({ group, measures }) => ({
          group,
          measures,
        }));
        assert.deepEqual(sorted(await runAggregate(place(), since, { asOf })), expected);
        for (const row of expected.slice(0, 3))
          assert.deepEqual(await runAggregate(place(), since, { asOf, group: row.group }), [row]);
      }),
      { seed, numRuns: 15, endOnFailure: true },
    );
  });
});
