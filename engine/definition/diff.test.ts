import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffDefinitions, diffManifests } from './diff.ts';

test('manifests differ in files added, removed and changed', () => {
  assert.deepEqual(diffManifests({ a: '1', b: '2', c: '3' }, { b: '2', c: '4', d: '5' }), [
    { file: 'a', change: 'removed' },
    { file: 'c', change: 'changed' },
    { file: 'd', change: 'added' },
  ]);
});

test('definitions differ in the smallest members', () => {
  const before = {
    title: { zh: 'a', en: 'b' },
    values: [
      { from: '2020', value: 1 },
      { from: '2021', value: 2 },
    ],
    gone: 1,
  };
  const after = {
    title: { zh: 'a', en: 'c' },
    values: [
      { from: '2020', value: 1 },
      { from: '2021', value: 3 },
    ],
  };
  assert.deepEqual(diffDefinitions(before, after), [
    { path: '/gone', change: 'removed', before: 1 },
    { path: '/title/en', change: 'changed', before: 'b', after: 'c' },
    { path: '/values/1/value', change: 'changed', before: 2, after: 3 },
  ]);
});

test('an item put in the middle of a keyed list is one change', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((key) => ({ key }));
  assert.deepEqual(diffDefinitions({ steps: [a, c] }, { steps: [a, b, c] }), [
    { path: '/steps/1', change: 'added', after: b },
  ]);
  assert.deepEqual(diffDefinitions({ steps: [a, b] }, { steps: [b, a] }), [
    { path: '/steps', change: 'changed', before: ['a', 'b'], after: ['b', 'a'] },
  ]);
  assert.deepEqual(diffDefinitions({ steps: [a, b] }, { steps: [a] }), [
    { path: '/steps/1', change: 'removed', before: b },
  ]);
});

test('names with a slash are escaped in pointers, and equal things have no difference', () => {
  assert.deepEqual(diffDefinitions({ 'a/b': 1 }, { 'a/b': 2 })[0]?.path, '/a~1b');
  assert.deepEqual(diffDefinitions({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), []);
});
