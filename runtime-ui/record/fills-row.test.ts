import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillsRow } from './fills-row.ts';

const rows = (fields: string): string =>
  fillsRow([...fields].map((one) => ({ long: one === 'L' })))
    .map((alone) => (alone ? '1' : '.'))
    .join('');

test('short fields stand two in a row, long ones alone', () => {
  assert.equal(rows('ssLss'), '..1..');
});

test('a short field before a long one, or left over at the end, has its row too', () => {
  assert.equal(rows('sLLss'), '111..');
  assert.equal(rows('sssLs'), '..111');
  assert.equal(rows('s'), '1');
});
