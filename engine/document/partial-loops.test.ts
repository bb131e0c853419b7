import assert from 'node:assert/strict';
import test from 'node:test';
import { partialLoops } from './partial-loops.ts';

test('partials that include others, however often, are no loop', () => {
  assert.deepEqual(partialLoops({ a: '{{> b}}{{> b}}{{> c}}', b: '{{> c}}', c: 'x' }), []);
});

test('a partial that includes itself is a loop, also within blocks and through others', () => {
  assert.deepEqual(partialLoops({ a: '{{#if x}}y{{else}}{{#each z}}{{> a}}{{/each}}{{/if}}' }), [['a', 'a']]);
  assert.deepEqual(partialLoops({ a: '{{> b}}', b: '{{> c}}', c: '{{> a}}', d: '{{> a}}' }), [
    ['a', 'b', 'c', 'a'],
    ['b', 'c', 'a', 'b'],
    ['c', 'a', 'b', 'c'],
  ]);
});

test('what is missing or cannot be parsed includes nothing', () => {
  assert.deepEqual(partialLoops({ a: '{{#if', b: '{{> gone}}' }), []);
});
