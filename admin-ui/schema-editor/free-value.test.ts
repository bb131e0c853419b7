import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asFreeType, freeTypeOf, freeTypes } from './free-value.ts';

test('a value turned into any type is of that type', () => {
  for (const value of ['', '12', 'x', 7, true, null, [1], { a: 1 }])
    for (const type of freeTypes) assert.equal(freeTypeOf(asFreeType(value, type)), type, `${value} as ${type}`);
});

test('figures and words are kept where they can be', () => {
  assert.equal(asFreeType('12', 'number'), 12);
  assert.equal(asFreeType(12, 'text'), '12');
  assert.deepEqual(asFreeType('x', 'list'), ['x']);
});
