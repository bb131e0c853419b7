import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '#engine/form/form.ts';
import { compareData, mergeChosen } from './compare-data.ts';

const text = (key: string) => ({ type: 'textfield', key, label: key, input: true });
const form: FormDefinition = {
  kind: 'form',
  key: 'f',
  module: 'm',
  title: { zh: 'F' },
  components: [text('a'), text('b'), text('c'), { type: 'container', key: 'd', label: 'd', components: [text('e')] }],
};
const base = { a: '1', b: '1', c: '1', d: { e: '1' } };

test('what only one of us changed has a natural choice, what both changed is a conflict', () => {
  const found = compareData(form, base, { ...base, a: '2', b: '2' }, { ...base, b: '3', d: { e: '4' } });
  assert.deepEqual(
    found.map(({ path, conflict, natural }) => [path, conflict, natural]),
    [
      ['a', false, 'mine'],
      ['b', true, 'mine'],
      ['d.e', false, 'theirs'],
    ],
  );
});

test('what both changed in the same way is no difference', () => {
  assert.deepEqual(compareData(form, base, { ...base, a: '9' }, { ...base, a: '9' }), []);
});

test('the merged values follow the choices and leave alone what did not differ', () => {
  const mine = { ...base, a: '2', b: '2' };
  const theirs = { ...base, b: '3', d: { e: '4' } };
  const differences = compareData(form, base, mine, theirs);
  assert.deepEqual(mergeChosen(theirs, differences, new Map([['b', 'theirs']])), {
    a: '2',
    b: '3',
    c: '1',
    d: { e: '4' },
  });
});

test('clearing a field on my side clears it in the result', () => {
  const { a: _a, ...mine } = base;
  const differences = compareData(form, base, mine, base);
  assert.deepEqual(mergeChosen(base, differences, new Map()), { b: '1', c: '1', d: { e: '1' } });
});

test('a text that is empty and one that is missing are no difference', () => {
  assert.deepEqual(compareData(form, base, { ...base, a: '' }, { b: '1', c: '1', d: { e: '1' } }), []);
});
