import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeRows, findRows, removed, renamed } from './code-rows.ts';

const item = (code: string, parent?: string) => ({
  code,
  title: { zh: `名${code}` },
  ...(parent !== undefined && { parent }),
});
const items = [item('b', 'a'), item('a'), item('c', 'b'), item('x', 'y'), item('y', 'x'), item('z', 'gone')];

test('codes stand below their parents; none is lost in a circle', () => {
  assert.deepEqual(
    codeRows(items).map(({ item: { code }, depth, index }) => `${code}${depth}${index}`),
    ['a01', 'b10', 'c22', 'z05', 'x03', 'y04'],
  );
});

test('codes are found by code and by title', () => {
  assert.deepEqual(
    findRows(codeRows(items), '名c').map(({ item: { code } }) => code),
    ['c'],
  );
  assert.equal(findRows(codeRows(items), ' ').length, items.length);
});

test('what lies below a code follows when it is renamed or removed', () => {
  assert.equal(renamed(items, 1, 'A')[0]?.parent, 'A');
  assert.deepEqual(
    removed(items, 0).map(({ code, parent }) => `${code}<${parent ?? ''}`),
    ['a<', 'c<a', 'x<y', 'y<x', 'z<gone'],
  );
});
