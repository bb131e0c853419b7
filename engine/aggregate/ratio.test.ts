import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ratioOf } from './ratio.ts';

test('a ratio keeps what was counted', () => {
  assert.deepEqual(ratioOf(60, 100), { numerator: 60, denominator: 100 });
  assert.deepEqual(ratioOf(0, 7), { numerator: 0, denominator: 7 });
});

test('a ratio of decimals is exact, and is shortened only where numbers would not hold it', () => {
  assert.deepEqual(ratioOf('0.1', '0.3'), { numerator: 1, denominator: 3 });
  assert.deepEqual(ratioOf('12', 5), { numerator: 12, denominator: 5 });
  assert.deepEqual(ratioOf('500000000000.5', '1000000000001'), {
    numerator: 5_000_000_000_005,
    denominator: 10_000_000_000_010,
  });
  assert.deepEqual(ratioOf('900000000000.000002', '900000000000.000002'), { numerator: 1, denominator: 1 });
  assert.throws(() => ratioOf('900000000000.000001', '900000000000.000002'), { slug: 'invalid-input' });
});

test('a ratio to nothing, to less than nothing, of something absent or to too little is absent', () => {
  for (const [of, to] of [
    [1, 0],
    [1, -5],
    [null, 5],
    [5, null],
  ] as const)
    assert.equal(ratioOf(of, to), null);
  assert.equal(ratioOf(19, 19, 20), null);
  assert.deepEqual(ratioOf(19, 20, 20), { numerator: 19, denominator: 20 });
  assert.equal(ratioOf('1', '1.999999', '2'), null);
});
