import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accrualDays, accrue } from './accrue.ts';

const threePercent = (principal: number, days: number): number =>
  accrue({ principal, rate: '0.03', days, cap: principal });

test('three in a hundred a day grows to the principal and stops there', () => {
  assert.equal(threePercent(10_000_000, 0), 0);
  assert.equal(threePercent(10_000_000, 10), 3_000_000);
  assert.equal(threePercent(10_000_000, 33), 9_900_000);
  assert.equal(threePercent(10_000_000, 34), 10_000_000);
});

test('a half fen is rounded up, once, on the whole amount', () => {
  assert.equal(accrue({ principal: 50, rate: '0.03', days: 1, cap: null }), 2);
  assert.equal(accrue({ principal: 49, rate: '0.03', days: 1, cap: null }), 1);
  assert.equal(accrue({ principal: 1, rate: '0.03', days: 16, cap: null }), 0);
  assert.equal(accrue({ principal: 1, rate: '0.03', days: 17, cap: null }), 1);
});

test('amounts that binary fractions would miss are exact', () => {
  assert.equal(accrue({ principal: 105, rate: '0.1', days: 1, cap: null }), 11);
  assert.equal(accrue({ principal: 100_000_000_000_001, rate: '0.03', days: 29, cap: null }), 87_000_000_000_001);
  assert.equal(accrue({ principal: 7, rate: '2', days: 3, cap: null }), 42);
});

test('without a cap an amount that would lose fen is refused', () => {
  const huge = { principal: Number.MAX_SAFE_INTEGER, rate: '0.03', days: 34 };
  assert.throws(() => accrue({ ...huge, cap: null }), RangeError);
  assert.equal(accrue({ ...huge, cap: 500 }), 500);
});

test('amounts, days and rates that are none are refused', () => {
  for (const wrong of [
    { principal: 1.5 },
    { principal: -1 },
    { days: 0.5 },
    { days: -1 },
    { cap: 0.1 },
    { rate: '-0.03' },
    { rate: '3%' },
    { rate: '' },
  ])
    assert.throws(() => accrue({ principal: 100, rate: '0.03', days: 1, cap: 100, ...wrong }), RangeError);
});

test('days run from the day after the first to the last, without the days of pauses', () => {
  assert.equal(accrualDays('2026-07-15', '2026-07-25'), 10);
  assert.equal(accrualDays('2026-07-15', '2026-07-15'), 0);
  assert.equal(accrualDays('2026-07-15', '2026-07-01'), 0);
  assert.equal(accrualDays('2026-07-15', '2026-08-14', [{ from: '2026-07-20', to: '2026-07-25' }]), 25);
  assert.equal(accrualDays('2026-07-15', '2026-08-14', [{ from: '2026-07-20', to: null }]), 5);
  assert.equal(accrualDays('2026-07-15', '2026-07-25', [{ from: '2026-07-01', to: '2026-07-18' }]), 7);
  assert.equal(accrualDays('2026-07-15', '2026-07-25', [{ from: '2026-07-30', to: null }]), 10);
  const overlapping = [
    { from: '2026-07-20', to: '2026-07-24' },
    { from: '2026-07-18', to: '2026-07-22' },
  ];
  assert.equal(accrualDays('2026-07-15', '2026-07-25', overlapping), 4);
});
