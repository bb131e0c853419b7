import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '#engine/form/form.ts';
import { hashedOf, shownChanges } from './shown-changes.ts';

const form = {
  key: 'goodsForm',
  into: 'found',
  components: [
    { type: 'money', key: 'total', label: 'Total', input: true, meta: { title: { zh: 'Total' } } },
    {
      type: 'datagrid',
      key: 'goods',
      label: 'Goods',
      input: true,
      components: [
        { type: 'textfield', key: 'name', label: 'Name', input: true },
        { type: 'money', key: 'price', label: 'Price', input: true },
      ],
    },
  ],
} as unknown as FormDefinition;
const described = {
  forms: { goodsForm: form },
  fields: [{ field: 'number', type: 'text' as const, title: { zh: 'Number' }, codes: null, form: null }],
};
const lines = (changes: unknown) =>
  shownChanges(changes, described).map(({ title, row, cell, field, old, now }) => [
    [title.zh, row, cell?.zh].filter(Boolean).join(' '),
    field.type,
    old,
    now,
  ]);

test('a field is told by its title and type, whether a form or the module declares it', () => {
  const told = [
    { field: 'found.total', old: 100, new: 200 },
    { field: 'number', new: 'A-1' },
  ];
  assert.deepEqual(lines(told), [
    ['Total', 'money', 100, 200],
    ['Number', 'text', undefined, 'A-1'],
  ]);
});

test('of a grid the cells that differ are told, and those of rows that came or went', () => {
  const old = [{ name: 'bolt', price: 5 }, { name: 'nut' }];
  const now = [{ name: 'bolt', price: 7 }];
  assert.deepEqual(lines([{ field: 'found.goods', old, new: now }]), [
    ['Goods 1 Price', 'money', 5, 7],
    ['Goods 2 Name', 'text', 'nut', undefined],
  ]);
});

test('a field nobody knows any more is told by its path, and a hash as such', () => {
  const told = [{ field: 'gone', old: 'x', new: { hash: 'ab' } }];
  assert.deepEqual(lines(told), [['gone', 'text', 'x', { hash: 'ab' }]]);
  assert.equal(hashedOf({ hash: 'ab' }), 'sensitive');
  assert.equal(hashedOf({ hash: 'ab', length: 9000 }), 'long');
  assert.equal(hashedOf({ name: 'ab' }), undefined);
});
