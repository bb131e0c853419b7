import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Entry } from '../answer/records.ts';
import { formDataOf, formsToStart, startedWith, withSecrets } from './form-data.ts';

const form: FormDefinition = {
  kind: 'form',
  key: 'review',
  module: 'loan',
  title: { zh: 'R' },
  into: 'review',
  components: [
    { type: 'textfield', key: 'note', label: 'n', input: true },
    {
      type: 'datagrid',
      key: 'rows',
      label: 'r',
      input: true,
      components: [{ type: 'textfield', key: 'a', label: 'a', input: true }],
    },
  ],
};
const entry = (state: string, note: string): Entry => ({
  id: note,
  form: 'review',
  title: { zh: 'R' },
  round: 1,
  subject: null,
  state,
  by: { id: 'u', name: 'U' },
  at: '2026-01-01T00:00:00.000Z',
  frozen: null,
  data: { note },
});

test('an open filling is gone on with', () => {
  assert.deepEqual(formDataOf(form, {}, [entry('frozen', 'old'), entry('open', 'new')]), { note: 'new' });
});

test('without one the form starts with what the record holds under its names, and nothing else', () => {
  const data = { note: 'elsewhere', review: { note: 'here', rows: [{ a: 1 }], other: 1 } };
  assert.deepEqual(formDataOf(form, data, [entry('frozen', 'old')]), { note: 'here', rows: [{ a: 1 }] });
  assert.deepEqual(formDataOf(form, {}, []), {});
});

test('what is kept secret comes from the record, for a filling does not show it', () => {
  const kept = { type: 'textfield', key: 'name', label: 's', input: true, meta: { sensitivity: 'secret' } };
  const secret = { ...form, components: [...form.components, kept] };
  const data = { review: { note: 'changed since', name: 'N' } };
  assert.deepEqual(formDataOf(secret, data, [entry('open', 'new')]), { note: 'new', name: 'N' });
  assert.deepEqual(withSecrets(secret, { review: {} }, { note: 'old' }), { note: 'old' });
});

test('start values are asked for only where a form names some and was never filled in', () => {
  const started = { ...form, start: { note: { literal: 'n' } } };
  assert.deepEqual(formsToStart({ review: started }, ['review', undefined, 'gone', 'review'], []), ['review']);
  assert.deepEqual(formsToStart({ review: started }, ['review'], [entry('open', 'mine')]), []);
  assert.deepEqual(formsToStart({ review: started }, ['review'], [entry('frozen', 'mine')]), []);
  assert.deepEqual(formsToStart({ review: form }, ['review'], []), []);
});

test('a start value fills what is missing and never goes over what is there', () => {
  const start = { note: 'known', deep: { a: 1, b: 2 }, rows: [1] };
  assert.deepEqual(startedWith(start, { note: '', deep: { b: 3 } }), { note: '', deep: { a: 1, b: 3 }, rows: [1] });
  assert.deepEqual(startedWith(undefined, { note: 'x' }), { note: 'x' });
});
