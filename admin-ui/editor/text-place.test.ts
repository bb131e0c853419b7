import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offsetOf } from './text-place.ts';

const text = JSON.stringify({ a: [{ 'x/y': 'q"]' }, { b: [1, [2, 3]], c: true }], d: { e: null } }, null, 2);
const at = (pointer: string) => {
  const offset = offsetOf(text, pointer);
  return offset === undefined ? undefined : text.slice(offset).split(/[\n,]/)[0];
};

test('a pointer leads to where its value stands in the text', () => {
  assert.equal(at(''), '{');
  assert.equal(at('/a/0/x~1y'), '"q\\"]"');
  assert.equal(at('/a/1/b/1/1'), '3');
  assert.equal(at('/a/1/c'), 'true');
  assert.equal(at('/d/e'), 'null');
});

test('a pointer to nothing leads nowhere', () => {
  for (const pointer of ['/z', '/a/2', '/a/0/b', '/d/e/f']) assert.equal(at(pointer), undefined);
  assert.equal(offsetOf('{"a": ', '/a'), undefined);
  assert.equal(offsetOf('', ''), undefined);
});
