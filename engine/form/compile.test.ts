import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileForm } from './compile.ts';
import type { Component } from './form.ts';

const codes = () => undefined;
const complete = { complete: true };

const validate = (components: Component[], data: unknown) => {
  const { data: stored, issues } = compileForm({ components }, { codes }).validate(data, complete);
  return { stored, issues: issues.map(({ path, code }) => `${path} ${code}`) };
};

test('unknown keys are refused wherever they stand', () => {
  const components = [
    { type: 'textfield', key: 'a' },
    { type: 'container', key: 'c', components: [{ type: 'textfield', key: 'b' }] },
    { type: 'datagrid', key: 'g', components: [{ type: 'textfield', key: 'd' }] },
  ];
  const data = { a: 'x', y: 1, c: { b: 'x', z: null }, g: [{ d: 'x' }, { 'e/~': 1 }] };
  assert.deepEqual(validate(components, data).issues.sort(), [
    '/c/z unknownKey',
    '/g/1/e~1~0 unknownKey',
    '/y unknownKey',
  ]);
  assert.deepEqual(validate(components, data).stored, { a: 'x', c: { b: 'x' }, g: [{ d: 'x' }, {}] });
});

test('keys that reach into objects are refused and reach nothing', () => {
  const components = [{ type: 'container', key: 'c', components: [{ type: 'textfield', key: 'toString' }] }];
  const data = JSON.parse('{"__proto__":{"polluted":1},"constructor":1,"c":{"prototype":1}}');
  const { stored, issues } = validate(components, data);
  assert.deepEqual(issues.sort(), [
    '/__proto__ forbiddenKey',
    '/c/prototype forbiddenKey',
    '/constructor forbiddenKey',
  ]);
  assert.deepEqual(stored, {});
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('data deeper than 32 levels are named as such', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 40; level++) deep = { a: deep };
  assert.deepEqual(validate([], { deep }).issues, ['/deep tooDeep']);
  assert.deepEqual(validate([{ type: 'textfield', key: 'f' }], { f: deep }).issues, ['/f type', '/f tooDeep']);
});

test('data that are no object are refused', () => {
  for (const data of [null, [], 'x', 5, undefined]) assert.deepEqual(validate([], data).issues, [' type']);
});

test('containers and grids must be objects and rows of objects, and nothing more is said below', () => {
  const inner = [{ type: 'textfield', key: 'a', validate: { required: true } }];
  const components = [
    { type: 'container', key: 'c', components: inner },
    { type: 'datagrid', key: 'g', components: inner },
    { type: 'datagrid', key: 'h', components: inner },
  ];
  assert.deepEqual(validate(components, { c: 'x', g: { 0: {} }, h: [{}, null] }).issues, [
    '/c type',
    '/g type',
    '/h/1 type',
  ]);
});

test('calculated values overwrite what was sent, in order of need', () => {
  const components = [
    {
      type: 'money',
      key: 'total',
      calculateValue: { reduce: [{ var: 'data.rows' }, { '+': [{ var: 'current.sum' }, { var: 'accumulator' }] }, 0] },
    },
    {
      type: 'datagrid',
      key: 'rows',
      components: [
        {
          type: 'money',
          key: 'sum',
          calculateValue: { '*': [{ or: [{ var: 'row.price' }, 0] }, { or: [{ var: 'row.count' }, 0] }] },
        },
        { type: 'money', key: 'price' },
        { type: 'number', key: 'count' },
      ],
    },
  ];
  const { stored, issues } = validate(components, {
    total: 1,
    rows: [{ sum: 5, price: 250, count: 3 }, { price: 100 }],
  });
  assert.deepEqual(issues, []);
  assert.deepEqual(stored, {
    total: 750,
    rows: [
      { sum: 750, price: 250, count: 3 },
      { sum: 0, price: 100 },
    ],
  });
});

test('a calculation that gives nothing clears the field, and one of the wrong type is named', () => {
  const components = [
    { type: 'number', key: 'a', calculateValue: { var: 'data.b' } },
    { type: 'number', key: 'b' },
    { type: 'money', key: 'c', calculateValue: { '/': [1, 3] } },
  ];
  assert.deepEqual(validate(components, { a: 9 }), { stored: {}, issues: ['/c type'] });
});

test('hidden values are cleared, whatever they hold, and what depends on them sees nothing', () => {
  const components = [
    { type: 'checkbox', key: 'on' },
    {
      type: 'panel',
      key: 'p',
      conditional: { show: true, when: 'on', eq: 'true' },
      components: [{ type: 'datetime', key: 'at', validate: { required: true } }],
    },
    {
      type: 'textfield',
      key: 'after',
      conditional: { show: true, conjunction: 'all', conditions: [{ component: 'at', operator: 'isNotEmpty' }] },
    },
  ];
  assert.deepEqual(validate(components, { on: false, at: 'no date', after: 'x' }), {
    stored: { on: false },
    issues: [],
  });
  assert.deepEqual(validate(components, { on: true, at: 'no date' }).issues, ['/at date']);
});

test('a hidden container goes as a whole; clearOnHide false keeps a value unjudged', () => {
  const conditional = { show: true, when: 'on', eq: 'true' };
  const components = [
    { type: 'checkbox', key: 'on' },
    { type: 'container', key: 'c', conditional, components: [{ type: 'textfield', key: 'a', clearOnHide: false }] },
    { type: 'textfield', key: 'kept', conditional, clearOnHide: false, validate: { maxLength: 1 } },
    { type: 'datetime', key: 'wrong', conditional, clearOnHide: false },
  ];
  const { stored, issues } = validate(components, { on: false, c: { a: 'x' }, kept: 'long', wrong: 'no date' });
  assert.deepEqual(issues, ['/wrong date']);
  assert.deepEqual(stored, { on: false, kept: 'long', wrong: 'no date' });
});

test('a condition on a later field sees its final value', () => {
  const components = [
    {
      type: 'textfield',
      key: 'first',
      validate: { required: true },
      conditional: {
        show: true,
        conjunction: 'all',
        conditions: [{ component: 'second', operator: 'isEqual', value: 'x' }],
      },
    },
    { type: 'textfield', key: 'second', conditional: { show: true, when: 'third', eq: 'true' } },
    { type: 'checkbox', key: 'third' },
  ];
  assert.deepEqual(validate(components, { second: 'x', third: false }), { stored: { third: false }, issues: [] });
  assert.deepEqual(validate(components, { second: 'x', third: true }).issues, ['/first required']);
});

test('what is hidden for good is kept and not judged', () => {
  const components = [{ type: 'textfield', key: 'a', hidden: true, validate: { required: true, maxLength: 1 } }];
  assert.deepEqual(validate(components, { a: 'long' }), { stored: { a: 'long' }, issues: [] });
});

test('defaults fill absent keys, never numbers and never what was emptied', () => {
  const components = [
    { type: 'checkbox', key: 'secret', defaultValue: true },
    { type: 'textfield', key: 'text', defaultValue: 'given' },
    { type: 'number', key: 'number', defaultValue: 7 },
    { type: 'textfield', key: 'list', multiple: true, defaultValue: 'one' },
  ];
  assert.deepEqual(validate(components, {}).stored, { secret: true, text: 'given', list: ['one'] });
  assert.deepEqual(validate(components, { secret: false, text: '', list: null }).stored, {
    secret: false,
    text: null,
    list: null,
  });
});

test('empty values, containers and lists are absent from what is stored; rows stay', () => {
  const components = [
    { type: 'textfield', key: 'a' },
    { type: 'container', key: 'c', components: [{ type: 'number', key: 'n' }] },
    { type: 'textfield', key: 'm', multiple: true },
    { type: 'datagrid', key: 'g', components: [{ type: 'textfield', key: 'x' }] },
  ];
  assert.deepEqual(validate(components, { a: '', c: { n: null }, m: [''], g: [{ x: '' }] }).stored, { g: [{}] });
});

test('columns, tables and tabs place fields without holding data', () => {
  const field = (key: string) => ({ type: 'textfield', key, validate: { required: true } });
  const components = [
    { type: 'columns', key: 'cols', columns: [{ components: [field('a')] }, { components: [field('b')] }] },
    { type: 'table', key: 'tab', rows: [[{ components: [field('c')] }], [{ components: [field('d')] }]] },
    { type: 'tabs', key: 'tabs', components: [{ key: 't', label: 'T', components: [field('e')] }] },
    { type: 'content', key: 'words', html: '<p>text</p>' },
  ];
  assert.deepEqual(
    validate(components, {}).issues,
    ['a', 'b', 'c', 'd', 'e'].map((key) => `/${key} required`),
  );
});

test('grids nest, and conditions and calculations find their own rows', () => {
  const components = [
    {
      type: 'datagrid',
      key: 'outer',
      components: [
        { type: 'textfield', key: 'kind' },
        {
          type: 'datagrid',
          key: 'inner',
          components: [
            { type: 'number', key: 'n', conditional: { show: true, when: 'outer.kind', eq: 'x' } },
            { type: 'number', key: 'double', calculateValue: { '*': [{ or: [{ var: 'row.n' }, 0] }, 2] } },
          ],
        },
      ],
    },
  ];
  const data = {
    outer: [
      { kind: 'x', inner: [{ n: 1 }, { n: 2 }] },
      { kind: 'y', inner: [{ n: 3 }] },
    ],
  };
  assert.deepEqual(validate(components, data).stored, {
    outer: [
      {
        kind: 'x',
        inner: [
          { n: 1, double: 2 },
          { n: 2, double: 4 },
        ],
      },
      { kind: 'y', inner: [{ double: 0 }] },
    ],
  });
});

test('what came in is left as it was', () => {
  const data = { a: 'e\u0301', g: [{ x: '' }] };
  const before = structuredClone(data);
  validate(
    [
      { type: 'textfield', key: 'a' },
      { type: 'datagrid', key: 'g', components: [{ type: 'textfield', key: 'x' }] },
    ],
    data,
  );
  assert.deepEqual(data, before);
});
