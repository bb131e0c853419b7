import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterValue } from '#engine/schema/types.gen.ts';
import { insertAfter, newRow, rowsOf, typedValue, valuesOf } from './parameter-rows.ts';

const money = (...values: ParameterValue[]) => ({
  type: 'money' as const,
  unit: 'fen',
  values: values as [ParameterValue],
});
const old: ParameterValue = {
  from: '2021-07-15',
  value: 10_000_000,
  when: { size: 'big' },
  basis: 'rule 5',
  mark: 'recalled',
};

test('money is shown in yuan and stored in fen', () => {
  const [row] = rowsOf(money(old));
  assert.equal(row?.text, '100000');
  assert.equal(typedValue({ type: 'money' }, { text: '50,000.50', unit: '' }), 5_000_050);
  assert.equal(typedValue({ type: 'money' }, { text: '5 wan', unit: '' }), undefined);
});

test('what was not touched stays as it was, even where it would not be accepted anew', () => {
  const odd: ParameterValue = { from: '2021-07-15', value: 1 };
  assert.deepEqual(valuesOf(money(odd), rowsOf(money(odd))), { values: [odd], faults: [] });
});

test('a new value takes over for whom the old one holds', () => {
  const rows = rowsOf(money(old));
  const added = { ...newRow(rows, rows[0]), from: '2026-07-01', text: '50000', basis: 'rule 5, new' };
  assert.notEqual(added.id, rows[0]?.id);
  assert.deepEqual(valuesOf(money(old), [...rows, added]).values, [
    old,
    { from: '2026-07-01', value: 5_000_000, when: { size: 'big' }, basis: 'rule 5, new' },
  ]);
});

test('a new row stands behind the one it follows, or at the end', () => {
  const rows = rowsOf(money(old, { ...old, from: '2022-01-01' }));
  const added = newRow(rows, rows[0]);
  assert.deepEqual(
    insertAfter(rows, rows[0], added).map(({ id }) => id),
    ['0', '2', '1'],
  );
  assert.deepEqual(
    insertAfter(rows, undefined, added).map(({ id }) => id),
    ['0', '1', '2'],
  );
});

test('faults name the row and the field, and nothing is stored with them', () => {
  const rows = rowsOf(money(old)).map((row) => ({
    ...row,
    text: '',
    from: '2026-02-30',
    to: '2020-01-01',
    basis: ' ',
  }));
  const { values, faults } = valuesOf(money(old), rows);
  assert.deepEqual(values, []);
  assert.deepEqual(
    faults.map((fault) => `${fault.row} ${fault.field} ${fault.code}`),
    ['0 from date', '0 to order', '0 value money', '0 basis basis'],
  );
});

test('a duration keeps its unit, and an area its level', () => {
  const term: ParameterValue = { from: '2021-07-15', value: { length: 5, unit: 'workDay' }, basis: 'art. 64' };
  const parameter = { type: 'duration' as const, values: [term] as [ParameterValue] };
  const rows = rowsOf(parameter).map((row) => ({ ...row, text: '7', area: { level: 'city', code: '110100' } }));
  assert.deepEqual(valuesOf(parameter, rows).values, [
    { ...term, value: { length: 7, unit: 'workDay' }, area: { level: 'city', code: '110100' } },
  ]);
});

test('the other types read what they may hold and refuse the rest', () => {
  const read = (type: 'integer' | 'decimal' | 'boolean' | 'codes' | 'text', text: string) =>
    typedValue({ type }, { text, unit: '' });
  assert.equal(read('integer', '12'), 12);
  assert.equal(read('integer', '1.5'), undefined);
  assert.equal(read('decimal', '1.50'), '1.50');
  assert.equal(read('decimal', '1e9'), undefined);
  assert.equal(read('boolean', 'false'), false);
  assert.equal(read('boolean', ''), undefined);
  assert.deepEqual(read('codes', 'a, b,'), ['a', 'b']);
  assert.equal(read('text', ' '), undefined);
});
