import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, smallPack } from '#test/support/small-pack.ts';
import { formatDefinition } from './canonical.ts';
import { type GoldenResult, runGolden } from './golden.ts';

const failing = (results: readonly GoldenResult[]) => results.filter(({ ok }) => !ok);
const withCases = (target: { kind: string; key: string }, cases: readonly object[]) =>
  smallPack().set(
    'definitions/loan/cases/more.json',
    formatDefinition({ kind: 'golden', key: 'more', module: 'loan', title: { zh: 'x' }, target, cases }),
  );

test('golden cases of a sound pack hold, and take parameters from the same definitions', async () => {
  const results = await runGolden(catalogOf());
  assert.equal(results.length, 3);
  assert.deepEqual(failing(results), []);
});

test('a changed parameter shows in the case that stands on it, with what came out', async () => {
  const files = changed(
    smallPack(),
    'definitions/loan/parameters/price-limit.json',
    (d: { values: { value: number }[] }) => {
      (d.values[1] ?? { value: 0 }).value = 30000;
    },
  );
  const results = failing(await runGolden(catalogOf(files)));
  assert.deepEqual(
    results.map(({ golden, case: name, expected, actual }) => [
      golden,
      name,
      expected,
      (actual as { block: unknown }).block,
    ]),
    [['limit', 'dear', { block: ['dear'] }, []]],
  );
});

test('deadlines, parameters and numbers have cases as well', async () => {
  const cases: readonly (readonly [{ kind: string; key: string }, object, object])[] = [
    [{ kind: 'deadline', key: 'return' }, { start: '2026-03-06' }, { due: '2026-04-03' }],
    [{ kind: 'deadline', key: 'return' }, { start: '2026-03-07' }, { due: '2026-04-06' }],
    [{ kind: 'parameter', key: 'price-limit' }, { date: '2023-12-31' }, { value: 10000 }],
    [{ kind: 'parameter', key: 'price-limit' }, { date: '2019-12-31' }, { value: null }],
    [{ kind: 'numbering', key: 'loan-number' }, { docWord: 'L', year: 2026, n: 7 }, { text: 'L 2026-0007' }],
  ];
  for (const [target, given, expect] of cases) {
    const files = withCases(target, [{ name: 'one', given, expect }]);
    const results = await runGolden(catalogOf(files), (golden) => golden.key === 'more');
    assert.deepEqual(failing(results), []);
  }
});

test('a case that cannot be run fails with the reason instead of stopping the others', async () => {
  const files = withCases({ kind: 'deadline', key: 'return' }, [
    { name: 'no start', given: {}, expect: { due: '2026-01-01' } },
    { name: 'fine', given: { start: '2026-03-06' }, expect: { due: '2026-04-03' } },
  ]);
  const results = await runGolden(catalogOf(files), (golden) => golden.key === 'more');
  assert.deepEqual(
    results.map(({ ok, actual }) => [ok, actual]),
    [
      [false, { error: 'no start' }],
      [true, { due: '2026-04-03' }],
    ],
  );
});
