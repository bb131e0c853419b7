import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnValue, type Measure, type Report, shareOf, showGrowth, showMeasure } from './report-rows.ts';

const report: Report = {
  key: 'r',
  title: { zh: 'R' },
  record: 'm',
  groupTitle: null,
  chart: null,
  compare: 'year',
  previous: null,
  measures: [{ key: 'n', title: { zh: 'N' }, function: 'count' }],
  rows: [
    { group: 'a', title: { zh: 'A' }, values: { n: 1 } },
    { group: 'b', title: { zh: 'B' }, values: { n: 2 } },
  ],
  totals: { values: { n: 3 } },
};

test('shares are parts of the whole, and nothing has no parts', () => {
  assert.deepEqual(
    report.rows.map((row) => shareOf(report, 'n', row)),
    [33.3, 66.7],
  );
  assert.equal(shareOf({ totals: { values: {} } }, 'n', { group: 'a', title: { zh: 'A' }, values: {} }), 0);
});

test('sums of money are shown in yuan, counts as they are', () => {
  assert.equal(
    showMeasure({ key: 's', title: { zh: 'S' }, function: 'sum', field: 'f', type: 'money' }, 123_456),
    '1,234.56',
  );
  assert.equal(drawnValue({ key: 's', title: { zh: 'S' }, function: 'sum', field: 'f', type: 'money' }, 150), 1.5);
  assert.equal(showMeasure({ key: 'n', title: { zh: 'N' }, function: 'count' }, 7), '7');
});

test('means have one decimal, ratios are shown in percent, and nothing is a dash', () => {
  const [days, ratio] = (['days', 'ratio'] as const).map((name) => ({
    key: 'm',
    title: { zh: 'M' },
    function: name,
  })) as [Measure, Measure];
  assert.deepEqual([showMeasure(days, 12), showMeasure(days, null)], ['12.0', '\u2014']);
  assert.deepEqual([showMeasure(ratio, 0.0421), drawnValue(ratio, 0.0421), drawnValue(ratio, null)], ['4.2%', 4.2, 0]);
});

test('the change against the earlier period has its sign, and a dash where there was nothing', () => {
  const count: Measure = { key: 'n', title: { zh: 'N' }, function: 'count' };
  const growth = (now: number | null, before: number | null, measure = count) =>
    showGrowth(measure, { values: { n: now }, previous: { n: before } });
  assert.equal(growth(3, 2), '+50%');
  assert.equal(growth(1, 3), '-66.7%');
  assert.equal(growth(2, 2), '0%');
  assert.equal(growth(2, 0), '\u2014');
  assert.equal(growth(2, null), '\u2014');
  assert.equal(growth(0.5, 0.25, { ...count, function: 'ratio' }), '+25 pp');
});
