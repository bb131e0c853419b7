import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getPath } from '../json.ts';
import type { ParameterDefinition, RuleSetDefinition } from '../schema/types.gen.ts';
import { deriveFacts } from './derive-facts.ts';

const rate: ParameterDefinition = {
  kind: 'parameter',
  key: 'rate',
  module: 'loan',
  title: { zh: 'x' },
  type: 'integer',
  dimensions: ['regime', 'genre'],
  values: [
    { from: '2020-01-01', value: 1 },
    { from: '2020-01-01', value: 2, when: { genre: 'novel' } },
    { from: '2020-01-01', value: 3, when: { regime: 'new' } },
  ],
};

const derive = (facts: RuleSetDefinition['facts'], data: object, regime: string | null = null, given = {}) =>
  deriveFacts(
    { facts },
    {
      read: (path) => getPath(data, path),
      parameters: new Map([['rate', rate]]),
      calendars: new Map(),
      regime,
      given,
    },
  );

test('facts come from fields, from what is given, and from each other', () => {
  const facts = derive(
    {
      twice: { type: 'integer', calculate: { '*': [{ var: 'both' }, 2] } },
      both: { type: 'integer', calculate: { '+': [{ var: 'own' }, { var: 'children' }] } },
      own: { type: 'integer', field: 'a.b' },
      children: { type: 'integer', aggregate: { function: 'count', module: 'renewal' } },
    },
    { a: { b: 3 } },
    null,
    { children: 4 },
  );
  assert.deepEqual(facts, { own: 3, children: 4, both: 7, twice: 14 });
});

test('a parameter follows the date it names, the regime of the record and the dimensions asked for', () => {
  const fact = { type: 'integer', parameter: 'rate', at: 'day' } as const;
  assert.deepEqual(derive({ fact }, { day: '2021-05-01' }), { fact: 1 });
  assert.deepEqual(derive({ fact }, { day: '2021-05-01T10:00:00.000Z' }, 'new'), { fact: 3 });
  assert.deepEqual(derive({ fact: { ...fact, by: { genre: 'kind' } } }, { day: '2021-05-01', kind: 'novel' }), {
    fact: 2,
  });
  assert.deepEqual(derive({ fact: { ...fact, by: { genre: '=novel' } } }, { day: '2021-05-01' }), { fact: 2 });
});

test('facts are made of days: how many lie between two, and which day is so many further on', () => {
  const facts = derive(
    {
      last: { type: 'date', moved: { from: 'first', by: 'most', unit: 'day' } },
      late: { type: 'integer', span: { from: 'last', to: 'paid', unit: 'day' } },
      first: { type: 'date', field: 'first' },
      paid: { type: 'date', field: 'paid' },
      most: { type: 'integer', parameter: 'rate', at: 'first' },
      open: { type: 'integer', span: { from: 'last', to: 'gone', unit: 'day' } },
      gone: { type: 'date', field: 'gone' },
    },
    { first: '2026-03-02', paid: '2026-03-10' },
  );
  assert.deepEqual(facts, { first: '2026-03-02', paid: '2026-03-10', most: 1, last: '2026-03-03', late: 7 });
});

test('what cannot be known is absent and never zero', () => {
  const facts = derive(
    {
      noDate: { type: 'integer', parameter: 'rate', at: 'day' },
      tooEarly: { type: 'integer', parameter: 'rate', at: 'old' },
      noField: { type: 'integer', field: 'gone' },
      sum: { type: 'integer', calculate: { '+': [{ var: 'noField' }, 1] } },
      circle: { type: 'integer', calculate: { '+': [{ var: 'circle' }, 1] } },
      none: { type: 'integer', calculate: { '/': [1, 0] } },
    },
    { old: '2019-01-01' },
  );
  assert.deepEqual(facts, {});
});
