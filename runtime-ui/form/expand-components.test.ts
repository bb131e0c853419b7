import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component } from '#engine/form/form.ts';
import { expandComponents } from './expand-components.ts';

const options = {
  box: 'box-1',
  words: (title: { zh: string; en?: string }) => title.en ?? title.zh,
  today: '2026-06-30',
};
const expandOne = (component: Component): Component => {
  const [made] = expandComponents([component], options);
  assert.ok(made);
  return made;
};

test('what is chosen from a list becomes a pick that names its source', () => {
  const code = expandOne({
    type: 'code',
    key: 'genre',
    label: 'g',
    input: true,
    multiple: true,
    meta: { codes: 'genres' },
  });
  assert.deepEqual([code.type, code.source, code.multiple, code.box], ['pick', 'codes genres', true, 'box-1']);
  assert.equal(expandOne({ type: 'user', key: 'u', label: 'u' }).source, 'users');
  assert.equal(expandOne({ type: 'user', key: 'u', label: 'u', meta: { post: 'judge' } }).source, 'users judge');
  assert.equal(expandOne({ type: 'record', key: 'r', label: 'r', meta: { module: 'loan' } }).source, 'records loan');
});

test('a select offers its own values and no empty one', () => {
  const values = [
    { label: 'A', value: 'a' },
    { label: '', value: '' },
  ];
  const select = expandOne({ type: 'select', key: 's', label: 's', data: { values } });
  assert.equal(select.type, 'pick');
  assert.deepEqual(select.values, [{ label: 'A', value: 'a' }]);
});

test('a datetime without a time is a civil date, and a limit of today is the day of the platform', () => {
  const date = expandOne({
    type: 'datetime',
    key: 'd',
    label: 'd',
    enableTime: false,
    validate: { maxDate: 'today', required: true },
  });
  assert.deepEqual([date.type, date.most, date.least, date.widget], ['civilDate', '2026-06-30', undefined, null]);
  assert.equal(expandOne({ type: 'datetime', key: 'd', label: 'd', enableTime: true }).type, 'localTime');
});

test('labels come in the language of the reader, and an empty label stays empty', () => {
  const titled = expandOne({ type: 'textfield', key: 't', label: 'x', meta: { title: { zh: 'Z', en: 'E' } } });
  assert.equal(titled.label, 'E');
  assert.equal(expandOne({ type: 'columns', key: 'c', label: '', columns: [] }).label, '');
});

test('only required is left to the renderer; the rest is judged by the engine', () => {
  const text = expandOne({
    type: 'textfield',
    key: 't',
    label: 'x',
    validate: { required: true, pattern: 'a+', maxLength: 3 },
  });
  assert.deepEqual(text.validate, { required: true });
});

test('components inside columns, tabs, tables, grids and containers are expanded too', () => {
  const leaf = { type: 'code', key: 'c', label: 'c', meta: { codes: 'x' } };
  const nested = [
    { type: 'columns', key: 'a', label: '', columns: [{ width: 6, components: [leaf] }] },
    { type: 'tabs', key: 'b', label: '', components: [{ key: 'tab', label: 'Tab', components: [leaf] }] },
    { type: 'table', key: 't', label: '', rows: [[{ components: [leaf] }]] },
    { type: 'datagrid', key: 'd', label: 'd', components: [leaf] },
    { type: 'container', key: 'e', label: 'e', components: [leaf] },
  ];
  assert.equal(JSON.stringify(expandComponents(nested, options)).match(/"type":"pick"/g)?.length, 5);
});

test('the definition itself is not touched', () => {
  const component = Object.freeze({ type: 'datagrid', key: 'd', label: 'd', components: Object.freeze([]) });
  assert.notEqual(expandOne(component), component);
});
