import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnValue, type Report, shareOf, showGrowth, showMeasure, totalOf } from './report-rows.ts';

const report: Report = {
  key: 'r',
  title: { zh: 'R' },
  record: 'm',
  groupTitle: null,
  chart: null,
  previous: null,
  measures: [{ key: 'n', title: { zh: 'N' }, function: 'count' }],
  rows: [
    { group: 'a', title: { zh: 'A' }, values: { n: 1 } },
    { group: 'b', title: { zh: 'B' }, values: { n: 2 } },
  ],
};

test('shares are parts of the whole, and nothing has no parts', () => {
  assert.equal(totalOf(report, 'n'), 3);
  assert.deepEqual(
    report.rows.map((row) => shareOf(report, 'n', row)),
    [33.3, 66.7],
  );
  assert.equal(shareOf({ ...report, rows: [] }, 'n', { group: 'a', title: { zh: 'A' }, values: {} }), 0);
});

test('sums of money are shown in yuan, counts as they are', () => {
  assert.equal(
    showMeasure({ key: 's', title: { zh: 'S' }, function: 'sum', field: 'f', type: 'money' }, 123_456),
    '1,234.56',
  );
  assert.equal(drawnValue({ key: 's', title: { zh: 'S' }, function: 'sum', field: 'f', type: 'money' }, 150), 1.5);
  assert.equal(showMeasure({ key: 'n', title: { zh: 'N' }, function: 'count' }, 7), '7');
});

test('the change against the year before has its sign, and a dash where there was nothing', () => {
  assert.equal(showGrowth(3, 2), '+50%');
  assert.equal(showGrowth(1, 3), '-66.7%');
  assert.equal(showGrowth(2, 2), '0%');
  assert.equal(showGrowth(2, 0), '\u2014');
});
