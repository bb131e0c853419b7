import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quickRange } from '#engine/report/quick-range.ts';
import { readRange } from './report-range.ts';

const today = '2026-06-30';

test('the usual ranges begin and end with the days people mean', () => {
  assert.deepEqual(quickRange('year', today), { from: '2026-01-01', to: today });
  assert.deepEqual(quickRange('quarter', today), { from: '2026-04-01', to: today });
  assert.deepEqual(quickRange('quarter', '2026-12-01'), { from: '2026-10-01', to: '2026-12-01' });
  assert.deepEqual(quickRange('month', today), { from: '2026-06-01', to: today });
  assert.deepEqual(quickRange('lastMonth', '2026-03-31'), { from: '2026-02-01', to: '2026-02-28' });
  assert.deepEqual(quickRange('lastQuarter', '2026-01-05'), { from: '2025-10-01', to: '2025-12-31' });
  assert.deepEqual(quickRange('lastYear', today), { from: '2025-01-01', to: '2025-12-31' });
  assert.deepEqual(quickRange('twelveMonths', today), { from: '2025-07-01', to: today });
});

test('an address without a range means this year, one with open ends means everything', () => {
  assert.deepEqual(readRange(new URLSearchParams(), today), quickRange('year', today));
  const everything = new URLSearchParams('from=&to=');
  assert.deepEqual(readRange(everything, today), { from: '', to: '' });
  assert.deepEqual(readRange(new URLSearchParams('from=yesterday&to=2026-02-30'), today), { from: '', to: '' });
});
