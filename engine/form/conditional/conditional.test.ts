import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileForm } from '../compile.ts';
import type { Component } from '../form.ts';

const values = [{ value: 'a' }, { value: 'b' }];
const sources: readonly Component[] = [
  { type: 'textfield', key: 'text' },
  { type: 'number', key: 'number' },
  { type: 'checkbox', key: 'box' },
  { type: 'select', key: 'choice', data: { values } },
  { type: 'select', key: 'several', multiple: true, data: { values } },
  { type: 'selectboxes', key: 'boxes', values },
  { type: 'datetime', key: 'day', enableTime: false },
];

/** Whether a required field with this condition is asked for. */
const shown = (conditional: Component, data: Record<string, unknown>): boolean => {
  const form = {
    components: [...sources, { type: 'textfield', key: 'target', validate: { required: true }, conditional }],
  };
  const { issues } = compileForm(form, { codes: () => undefined }).validate(data, { complete: true });
  return issues.some(({ path, code }) => path === '/target' && code === 'required');
};

const when = (component: string, operator: string, value: unknown, data: Record<string, unknown>): boolean =>
  shown({ show: true, conjunction: 'all', conditions: [{ component, operator, value }] }, data);

test('equality reads what was typed as JSON where the value is no text', () => {
  assert.ok(when('text', 'isEqual', 'x', { text: 'x' }));
  assert.ok(when('number', 'isEqual', '5', { number: 5 }));
  assert.ok(when('box', 'isEqual', 'true', { box: true }));
  assert.ok(when('box', 'isEqual', 'false', { box: false }));
  assert.ok(!when('number', 'isEqual', 'x', { number: 5 }));
  assert.ok(when('text', 'isNotEqual', 'x', {}));
});

test('equality with nothing means empty', () => {
  assert.ok(when('text', 'isEqual', '', {}));
  assert.ok(when('text', 'isEqual', '', { text: '' }));
  assert.ok(when('text', 'isNotEqual', '', { text: 'x' }));
});

test('emptiness depends on the type', () => {
  assert.ok(when('text', 'isEmpty', '', { text: '  ' }));
  assert.ok(when('box', 'isEmpty', '', { box: false }));
  assert.ok(when('boxes', 'isEmpty', '', { boxes: { a: false } }));
  assert.ok(when('several', 'isEmpty', '', { several: [] }));
  assert.ok(when('number', 'isNotEmpty', '', { number: 0 }));
  assert.ok(when('choice', 'isNotEmpty', '', { choice: 'a' }));
});

test('text is searched at its start, its end and within', () => {
  assert.ok(when('text', 'includes', 'b', { text: 'abc' }));
  assert.ok(when('text', 'notIncludes', 'z', { text: 'abc' }));
  assert.ok(when('text', 'startsWith', 'ab', { text: 'abc' }));
  assert.ok(when('text', 'endsWith', 'bc', { text: 'abc' }));
  assert.ok(!when('text', 'startsWith', 'b', { text: 'abc' }));
});

test('numbers compare by size, and an absent number does not', () => {
  assert.ok(when('number', 'lessThan', 6, { number: 5 }));
  assert.ok(when('number', 'greaterThan', '4', { number: 5 }));
  assert.ok(when('number', 'lessThanOrEqual', 5, { number: 5 }));
  assert.ok(when('number', 'greaterThanOrEqual', 5, { number: 5 }));
  assert.ok(!when('number', 'lessThan', 5, { number: 5 }));
  assert.ok(!when('number', 'lessThan', 5, {}));
});

test('dates compare in time', () => {
  const day = { day: '2026-04-28' };
  assert.ok(when('day', 'isDateEqual', '2026-04-28', day));
  assert.ok(when('day', 'isDateEqual', '2026-04-27T16:00:00Z', day));
  assert.ok(when('day', 'isNotDateEqual', '2026-04-29', day));
  assert.ok(when('day', 'dateLessThan', '2026-04-29', day));
  assert.ok(when('day', 'dateGreaterThan', '2026-04-27', day));
  assert.ok(when('day', 'dateLessThanOrEqual', '2026-04-28', day));
  assert.ok(when('day', 'dateGreaterThanOrEqual', '2026-04-28', day));
  assert.ok(!when('day', 'dateLessThan', '2026-04-29', {}));
});

test('of several values one must hold', () => {
  assert.ok(when('several', 'isEqual', 'b', { several: ['a', 'b'] }));
  assert.ok(!when('several', 'isEqual', 'b', { several: ['a'] }));
  assert.ok(!when('several', 'isNotEqual', 'b', {}));
  assert.ok(when('boxes', 'isEqual', 'a', { boxes: { a: true } }));
  assert.ok(when('boxes', 'isNotEqual', 'a', { boxes: { a: false } }));
});

test('conditions are joined by all or any, and may hide instead of show', () => {
  const conditions = [
    { component: 'text', operator: 'isEqual', value: 'x' },
    { component: 'box', operator: 'isEqual', value: true },
  ];
  assert.ok(!shown({ show: true, conjunction: 'all', conditions }, { text: 'x' }));
  assert.ok(shown({ show: true, conjunction: 'any', conditions }, { text: 'x' }));
  assert.ok(!shown({ show: false, conjunction: 'any', conditions }, { text: 'x' }));
  assert.ok(shown({ show: 'false', conjunction: 'all', conditions }, { text: 'x' }));
  assert.ok(shown({ show: true, conjunction: 'all', conditions: [] }, {}));
});

test('the legacy condition compares as text', () => {
  assert.ok(shown({ show: true, when: 'box', eq: 'true' }, { box: true }));
  assert.ok(!shown({ show: true, when: 'box', eq: 'true' }, {}));
  assert.ok(shown({ show: 'false', when: 'number', eq: '5' }, { number: 4 }));
  assert.ok(shown({ show: true, when: 'several', eq: 'b' }, { several: ['b'] }));
  assert.ok(shown({ show: 'true', when: 'boxes', eq: 'a' }, { boxes: { a: true } }));
  assert.ok(shown({ show: null, when: null, eq: '' }, {}));
});

test('a condition in a row looks at the same row, by path or by key', () => {
  for (const component of ['rows.kind', 'kind']) {
    const form = {
      components: [
        {
          type: 'datagrid',
          key: 'rows',
          components: [
            { type: 'textfield', key: 'kind' },
            {
              type: 'number',
              key: 'amount',
              validate: { required: true },
              conditional: {
                show: true,
                conjunction: 'all',
                conditions: [{ component, operator: 'isEqual', value: 'fine' }],
              },
            },
          ],
        },
      ],
    };
    const data = { rows: [{ kind: 'fine', amount: 3 }, { kind: 'warning', amount: 4 }, { kind: 'fine' }] };
    const result = compileForm(form, { codes: () => undefined }).validate(data, { complete: true });
    assert.deepEqual(result.data, { rows: [{ kind: 'fine', amount: 3 }, { kind: 'warning' }, { kind: 'fine' }] });
    assert.deepEqual(
      result.issues.map(({ path }) => path),
      ['/rows/2/amount'],
    );
  }
});
