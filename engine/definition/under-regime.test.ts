import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '../schema/types.gen.ts';
import { formUnder, titleUnder } from './under-regime.ts';

const titled = { title: { zh: '案件审核' }, titles: { old: { zh: '案件初审' } } };

test('a thing has the title of the regime, else its own', () => {
  assert.equal(titleUnder(titled, 'old').zh, '案件初审');
  assert.equal(titleUnder(titled, 'new').zh, '案件审核');
  assert.equal(titleUnder(titled, null).zh, '案件审核');
});

const field = (key: string, titles?: object) => ({
  key,
  label: '审核意见',
  type: 'textarea',
  meta: { title: { zh: '审核意见' }, ...(titles && { titles }) },
});

test('a form says its labels as the regime does, however deep they lie, and nothing else changes', () => {
  const form = {
    kind: 'form',
    module: 'case',
    key: 'review',
    ...titled,
    components: [
      { type: 'columns', key: 'c', columns: [{ components: [field('opinion', { old: { zh: '初审意见' } })] }] },
      { type: 'panel', key: 'p', title: '结论', components: [field('other')] },
    ],
  } as unknown as FormDefinition;
  const old = formUnder(form, 'old');
  assert.equal(old.title.zh, '案件初审');
  assert.deepEqual((old.components[0] as { columns: { components: object[] }[] }).columns[0]?.components[0], {
    ...field('opinion', { old: { zh: '初审意见' } }),
    label: '初审意见',
    meta: { title: { zh: '初审意见' }, titles: { old: { zh: '初审意见' } } },
  });
  assert.deepEqual(old.components[1], form.components[1]);
  assert.deepEqual(formUnder(form, 'new').components, form.components);
});
