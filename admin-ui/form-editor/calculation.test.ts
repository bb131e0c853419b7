import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Calculation, calculationOf, withCalculation } from './calculation.ts';

const field = { type: 'money', key: 'total' };

test('what is put together by choosing is read back as it was chosen', () => {
  const calculations: Calculation[] = [
    { kind: 'terms', sign: '*', operands: [{ field: 'data.count' }, { number: 3 }], whole: true },
    { kind: 'terms', sign: '-', operands: [{ field: 'data.a' }, { field: 'row.b' }], whole: false },
    { kind: 'sum', grid: 'data.rows', cell: 'amount' },
    { kind: 'collect', grid: 'data.rows', cell: 'kind' },
  ];
  for (const calculation of calculations)
    assert.deepEqual(calculationOf(withCalculation(field, calculation)), calculation);
});

test('a calculated field is not typed, and one that is no longer calculated is', () => {
  const calculated = withCalculation(field, { kind: 'sum', grid: 'data.rows', cell: 'amount' });
  assert.equal(calculated.disabled, true);
  assert.deepEqual(withCalculation(calculated, { kind: 'none' }), field);
});

test('logic of another shape is kept as it stands', () => {
  const logic = { if: [{ var: 'data.a' }, { cat: [{ substr: [{ var: 'data.a' }, 0, 4] }, '00'] }, null] };
  const other = calculationOf({ ...field, calculateValue: logic });
  assert.deepEqual(other, { kind: 'other', logic });
  assert.deepEqual(withCalculation(field, other).calculateValue, logic);
});
