import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanData } from './clean-data.ts';

test('what is empty is absent, what is false or zero stays', () => {
  assert.deepEqual(cleanData({ a: '', b: null, c: [], d: false, e: 0, f: 'x', g: [''] }), { d: false, e: 0, f: 'x' });
});

test('a grid of nothing but empty rows is absent; otherwise its rows keep their places', () => {
  assert.deepEqual(cleanData({ rows: [{}, { a: '' }] }), {});
  assert.deepEqual(cleanData({ rows: [{ a: '' }, { a: 1 }] }), { rows: [{}, { a: 1 }] });
});
