import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccruedFact } from '../schema/types.gen.ts';
import { accruedFact } from './accrued-fact.ts';

const names = { principal: 'sum', permille: 'rate', from: 'due', to: 'today', without: 'out', capPermille: 'cap' };
const facts = { sum: 10_000_000, rate: 30, due: '2026-07-15', cap: 1000 };
const grown = (value: AccruedFact['value'], given: Readonly<Record<string, unknown>>) =>
  accruedFact({ ...names, value }, (name) => ({ ...facts, ...given })[name as keyof typeof facts]);

test('three in a hundred a day of 100,000 yuan: 30,000 after ten days, 99,000 after 33, the whole sum from the 34th', () => {
  for (const [today, days, amount, capped] of [
    ['2026-07-15', 0, 0, false],
    ['2026-07-25', 10, 3_000_000, false],
    ['2026-08-17', 33, 9_900_000, false],
    ['2026-08-18', 34, 10_000_000, true],
    ['2027-08-18', 399, 10_000_000, true],
  ] as const) {
    assert.equal(grown('days', { today }), days, today);
    assert.equal(grown('amount', { today }), amount, today);
    assert.equal(grown('capped', { today }), capped, today);
  }
});

test('days left out do not count, and more of them than there are leave nothing', () => {
  assert.equal(grown('amount', { today: '2026-07-25', out: 4 }), 1_800_000);
  assert.equal(grown('amount', { today: '2026-07-25', out: 40 }), 0);
});

test('without a cap it goes on growing', () => {
  assert.equal(grown('amount', { today: '2026-08-24', cap: undefined }), 12_000_000);
  assert.equal(grown('capped', { today: '2026-08-24', cap: undefined }), false);
});

test('a broken sum is rounded half up once', () => {
  assert.equal(grown('amount', { today: '2026-07-16', sum: 50 }), 2);
});

test('anything missing or senseless leaves it unknown', () => {
  assert.equal(grown('amount', {}), undefined);
  assert.equal(grown('amount', { today: '2026-07-25', sum: -1 }), undefined);
  assert.equal(grown('days', { today: 'soon' }), undefined);
});
