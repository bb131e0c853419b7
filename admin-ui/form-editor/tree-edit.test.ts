import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeOf } from '#engine/form/tree.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { copyOf, insertAt, moveTo, removeAt, replaceAt, step } from './tree-edit.ts';

const text = (key: string) => ({ type: 'textfield', key, input: true });
const form = (...components: { [name: string]: unknown }[]): FormDefinition => ({
  kind: 'form',
  key: 'form',
  module: 'module',
  title: { zh: '表' },
  components,
});
const sample = form(
  text('a'),
  { type: 'columns', key: 'c', columns: [{ components: [text('b')] }, { components: [] }] },
  { type: 'panel', key: 'p', components: [text('d')] },
);
const order = (one: FormDefinition) =>
  treeOf(one)
    .nodes.map(({ key, pointer }) => `${key} ${pointer}`)
    .join(', ');

test('a component is put in, replaced and taken out, and what is beside it stays the same object', () => {
  const { form: longer, pointer } = insertAt(
    sample,
    { slot: '/components/1/columns/1/components', index: 0 },
    text('x'),
  );
  assert.equal(pointer, '/components/1/columns/1/components/0');
  assert.equal(longer.components[2], sample.components[2]);
  const other = replaceAt(longer, pointer, text('y'));
  assert.match(order(other), /y \/components\/1\/columns\/1\/components\/0/);
  assert.deepEqual(removeAt(other, pointer), sample);
});

test('a component is moved forwards and backwards, into and out of others, never into itself', () => {
  const into = moveTo(sample, '/components/0', { slot: '/components/2/components', index: 1 });
  assert.equal(into?.pointer, '/components/1/components/1');
  const back = into && moveTo(into.form, into.pointer, { slot: '/components', index: 0 });
  assert.deepEqual(back?.form, sample);
  assert.equal(moveTo(sample, '/components/2', { slot: '/components/2/components', index: 0 }), undefined);
  assert.equal(moveTo(sample, '/components/0', { slot: '/components', index: 1 }), undefined);
});

test('by keyboard a component walks through every place and comes back the same way', () => {
  let now: { form: FormDefinition; pointer: string } | undefined = { form: sample, pointer: '/components/0' };
  const seen: string[] = [];
  for (let next = step(sample, '/components/0', 1); next; next = step(next.form, next.pointer, 1)) {
    seen.push(next.pointer);
    now = next;
  }
  assert.deepEqual(seen, [
    '/components/0/columns/0/components/0',
    '/components/0/columns/0/components/1',
    '/components/0/columns/1/components/0',
    '/components/1',
    '/components/1/components/0',
    '/components/1/components/1',
    '/components/2',
  ]);
  for (const _ of seen) now = now && step(now.form, now.pointer, -1);
  assert.deepEqual(now?.form, sample);
});

test('a copy has keys of its own and asks its own fields', () => {
  const asked = form({
    type: 'panel',
    key: 'p1',
    components: [text('kind1'), { ...text('why1'), conditional: { conditions: [{ component: 'kind1' }] } }],
  });
  const copy = copyOf(asked, '/components/0');
  assert.equal(copy?.key, 'p2');
  assert.match(JSON.stringify(copy), /"component":"kind2"/);
});
