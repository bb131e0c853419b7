import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAmounts, sumBalance } from './balance.ts';

const move = (amount: unknown, way: 'in' | 'out' | 'none') => ({ amount, in: way === 'in', out: way === 'out' });

test('what is left is what came in less what went out, exact to the last place', () => {
  const rows = [move('12.3', 'in'), move('0.1', 'out'), move('0.2', 'out'), move('5', 'none')];
  assert.deepEqual(sumBalance('decimal', rows), { in: '12.3', out: '0.3', left: '12' });
  assert.deepEqual(sumBalance('money', [move(5_000_000, 'in'), move(-200, 'in')]), {
    in: 4_999_800,
    out: 0,
    left: 4_999_800,
  });
});

test('it may fall below nothing, which is for the bounds to refuse', () => {
  assert.equal(sumBalance('decimal', [move('1', 'in'), move('1.5', 'out')])?.left, '-0.5');
});

test('a row that counts without an amount, or of which it is not known whether it counts, leaves no sum', () => {
  assert.equal(sumBalance('integer', [move(undefined, 'in')]), undefined);
  assert.equal(sumBalance('integer', [{ amount: 1, in: null, out: false }]), undefined);
  assert.deepEqual(sumBalance('integer', [move('x', 'none')])?.left, 0);
});

test('amounts of a type are ordered by size, not as text', () => {
  assert.equal(compareAmounts('decimal', '9', '10.0'), -1);
  assert.equal(compareAmounts('decimal', '10', '10.0'), 0);
  assert.equal(compareAmounts('money', 3, undefined), undefined);
});
