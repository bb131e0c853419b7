import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterValue } from '../schema/types.gen.ts';
import { parameterAt } from './lookup.ts';

const chain = [
  { id: 'branch', level: 'county', region: '110101' },
  { id: 'city', level: 'city', region: '110100' },
  { id: 'province', level: 'province', region: '110000' },
];
const value = (number: number, more: Partial<ParameterValue> = {}): ParameterValue => ({
  from: '2020-01-01',
  value: number,
  ...more,
});
const ask = (values: readonly ParameterValue[], date = '2026-01-01', dimensions = {}) =>
  parameterAt({ values: values as [ParameterValue] }, { date, dimensions, organizationChain: chain })?.value;

test('the later of two values holds from its first day on, and none before the first', () => {
  const values = [value(1), value(2, { from: '2024-07-01' })];
  assert.equal(ask(values, '2024-06-30'), 1);
  assert.equal(ask(values, '2024-07-01'), 2);
  assert.equal(ask(values, '2019-12-31'), undefined);
});

test('a value with a last day ends on that day', () => {
  const values = [value(1, { to: '2020-12-31' })];
  assert.equal(ask(values, '2020-12-31'), 1);
  assert.equal(ask(values, '2021-01-01'), undefined);
});

test('the most special area wins, even over a value that began later', () => {
  const areas: ParameterValue[] = [
    value(1, { from: '2025-01-01', area: { level: 'national', code: '0' } }),
    value(2, { area: { level: 'province', code: '110000' } }),
    value(3, { area: { level: 'city', code: '110100' } }),
    value(4, { area: { level: 'county', code: '110101' } }),
    value(5, { area: { level: 'organization', code: 'city' } }),
    value(6, { area: { level: 'organization', code: 'branch' } }),
  ];
  for (let count = 1; count <= areas.length; count += 1) assert.equal(ask(areas.slice(0, count).reverse()), count);
  assert.equal(ask([value(7), value(8, { area: { level: 'county', code: '110102' } })]), 7);
});

test('a value for named dimensions wins over one for all, and speaks for nobody else', () => {
  const values = [value(1), value(2, { when: { genre: 'novel' } }), value(3, { when: { genre: 'novel', age: 'old' } })];
  assert.equal(ask(values), 1);
  assert.equal(ask(values, '2026-01-01', { genre: 'poetry' }), 1);
  assert.equal(ask(values, '2026-01-01', { genre: 'novel' }), 2);
  assert.equal(ask(values, '2026-01-01', { genre: 'novel', age: 'old' }), 3);
});

test('the answer says since when and on what basis', () => {
  assert.deepEqual(parameterAt({ values: [value(1, { basis: 'rule 3' })] }, { date: '2026-01-01' }), {
    value: 1,
    from: '2020-01-01',
    basis: 'rule 3',
  });
});
