import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '#engine/form/form.ts';
import { entrySections } from './entry-sections.ts';

const leaf = (type: string, key: string, more: object = {}) => ({ type, key, label: key, input: true, ...more });
const form: FormDefinition = {
  kind: 'form',
  key: 'f',
  module: 'm',
  title: { zh: 'F' },
  components: [
    leaf('textfield', 'top'),
    {
      type: 'panel',
      key: 'p',
      label: 'Panel',
      title: 'Panel',
      components: [
        leaf('money', 'price'),
        leaf('code', 'kind', { meta: { codes: 'kinds' } }),
        leaf('datagrid', 'goods', { components: [leaf('textfield', 'name'), leaf('decimal', 'weight')] }),
      ],
    },
  ],
};

test('fields stand under the panel they are in, with their types', () => {
  const sections = entrySections(form, { top: 'x', price: 5, kind: 'a' });
  assert.deepEqual(
    sections.map(({ title, leaves }) => [title?.zh, leaves.map(({ path, type, codes }) => [path, type, codes])]),
    [
      [undefined, [['top', 'text', null]]],
      [
        'Panel',
        [
          ['price', 'money', null],
          ['kind', 'code', 'kinds'],
        ],
      ],
    ],
  );
});

test('rows of a grid become a table whose columns are its fields', () => {
  const [section] = entrySections(form, { goods: [{ name: 'n', weight: '1.5' }] });
  assert.deepEqual(
    section?.grids.map(({ columns, rows }) => [columns.map(({ path, type }) => [path, type]), rows]),
    [
      [
        [
          ['name', 'text'],
          ['weight', 'decimal'],
        ],
        [{ name: 'n', weight: '1.5' }],
      ],
    ],
  );
});

test('what is empty is not shown, and zero and false are', () => {
  assert.deepEqual(entrySections(form, { top: '', goods: [] }), []);
  assert.equal(entrySections(form, { price: 0 })[0]?.leaves.length, 1);
});
