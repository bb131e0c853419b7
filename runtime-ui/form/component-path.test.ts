import assert from 'node:assert/strict';
import { test } from 'node:test';
import { componentPath, pathsAround } from './component-path.ts';

test('a JSON Pointer becomes the path of a component', () => {
  assert.equal(componentPath('/goods/0/name'), 'goods[0].name');
  assert.equal(componentPath('/party/phone'), 'party.phone');
  assert.equal(componentPath('/a~1b'), 'a/b');
  assert.equal(componentPath(''), '');
});

test('an issue deep in a value names every field around it, nearest first', () => {
  assert.deepEqual(pathsAround('/files/0/sha256'), ['files[0].sha256', 'files[0]', 'files']);
  assert.deepEqual(pathsAround(''), []);
});
