import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldType, ImportColumn } from '../schema/types.gen.ts';
import type { Cell } from './cell.ts';
import { readCell, type Words } from './read-cell.ts';

const words: Words = {
  code: (_list, word) => ({ red: 'r', 红: 'r', r: 'r' })[word],
  title: (_list, code) => (code === 'r' ? '红' : undefined),
  allowed: () => ['红'],
  region: (word) => (word === '960102' ? word : undefined),
  organization: () => undefined,
  user: () => undefined,
  from1904: false,
};
const read = (type: FieldType, cell: string | Cell, column: Partial<ImportColumn> = {}, many = false): unknown => {
  const planned = { column: { column: 'c', ...column }, title: { zh: 'c' }, type, many, codes: 'colors' };
  const found = readCell(planned, typeof cell === 'string' ? { kind: 'text', text: cell } : cell, words);
  return 'issue' in found ? found.issue.code : found.value;
};
const number = (text: string): Cell => ({ kind: 'number', text });

test('dates are taken as people and spreadsheets write them, and no others', () => {
  for (const text of ['2024-01-31', '2024/1/31', '2024.1.31', '2024年1月31日', '20240131', ' 2024-1-31 '])
    assert.equal(read('date', text), '2024-01-31', text);
  assert.equal(read('date', number('45322')), '2024-01-31');
  assert.equal(read('date', number('45322.75')), '2024-01-31');
  assert.equal(read('date', number('20240131')), '2024-01-31');
  for (const text of ['2024-02-30', '31.1.2024', '2024-1', 'soon', '24-01-31'])
    assert.equal(read('date', text), 'import.date');
  assert.equal(read('instant', '2024-01-31 09:30'), '2024-01-31T01:30:00.000Z');
  assert.equal(read('instant', number('45322.5')), '2024-01-31T04:00:00.000Z');
  assert.equal(read('instant', '2024-01-31 25:00'), 'import.instant');
});

test('amounts come in fen from yuan and from ten thousands, exactly', () => {
  assert.equal(read('money', '12,345.60'), 1_234_560);
  assert.equal(read('money', number('0.30000000000000004')), 30);
  assert.equal(read('money', '1.005'), 'import.money');
  assert.equal(read('money', '180000', { unit: 'wan' }), 180_000_000_000);
  assert.equal(read('money', '-0.000001', { unit: 'wan' }), -1);
  assert.equal(read('money', '0.0000001', { unit: 'wan' }), 'import.moneyWan');
});

test('numbers that a spreadsheet has cut off are not taken as texts', () => {
  assert.equal(read('text', number('913301080000000000')), 'import.longNumber');
  assert.equal(read('text', number('9.1E+17')), 'import.longNumber');
  assert.equal(read('text', number('123')), '123');
  assert.equal(read('integer', '1,234'), 1234);
  assert.equal(read('integer', '12.5'), 'import.integer');
  assert.equal(read('decimal', '0.95'), '0.95');
});

test('formulas and error values are refused wherever they stand', () => {
  assert.equal(read('text', { kind: 'formula', text: 'A1' }), 'import.formula');
  assert.equal(read('text', '=cmd|calc'), 'import.formula');
  assert.equal(read('integer', { kind: 'error', text: '#N/A' }), 'import.errorCell');
});

test('codes are taken by code, title or mapped word; lists are divided by their signs', () => {
  assert.equal(read('code', '红'), 'r');
  assert.equal(read('code', 'crimson'), 'import.notInList');
  assert.equal(read('code', 'crimson', { map: { crimson: 'red' } }), 'r');
  assert.deepEqual(read('code', '红；red、r', {}, true), ['r', 'r', 'r']);
  assert.deepEqual(read('code', 'red', { item: 'code' }, true), [{ code: 'r' }]);
  assert.equal(read('code', '红,blue', {}, true), 'import.notInList');
  assert.equal(read('region', '960102'), '960102');
  assert.equal(read('region', 'there'), 'import.noregion');
});

test('yes and no are taken in several words, an empty cell is nothing unless it must be filled', () => {
  assert.deepEqual(
    ['是', 'TRUE', '1', '有'].map((text) => read('boolean', text)),
    [true, true, true, true],
  );
  assert.deepEqual(
    ['否', 'false', '0', '无'].map((text) => read('boolean', text)),
    [false, false, false, false],
  );
  assert.equal(read('boolean', 'perhaps'), 'import.boolean');
  assert.equal(read('text', '  '), undefined);
  assert.equal(read('text', '', { required: true }), 'import.required');
});
