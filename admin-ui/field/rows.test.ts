import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsFor, inserted, moved, replaced, without } from './rows.ts';

test('a row keeps its name when others come behind it, and a new row never takes the name of another', () => {
  assert.deepEqual(idsFor([], 2), [0, 1]);
  const known = idsFor([4, 2], 4);
  assert.deepEqual(known.slice(0, 2), [4, 2]);
  assert.equal(new Set(known).size, 4);
  assert.deepEqual(idsFor([4, 2, 7], 1), [4]);
});

test('rows are moved, taken out, put in and replaced without touching the list itself', () => {
  const rows = ['a', 'b', 'c'];
  assert.deepEqual(moved(rows, 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(moved(rows, 2, 0), ['c', 'a', 'b']);
  assert.equal(moved(rows, 0, 3), rows);
  assert.equal(moved(rows, 0, -1), rows);
  assert.deepEqual(without(rows, 1), ['a', 'c']);
  assert.deepEqual(inserted(rows, 1, 'x'), ['a', 'x', 'b', 'c']);
  assert.deepEqual(replaced(rows, 1, 'x'), ['a', 'x', 'c']);
  assert.deepEqual(rows, ['a', 'b', 'c']);
});
