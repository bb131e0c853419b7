import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAmount, showAmount } from './amount-text.ts';

test('yuan are typed and fen are kept', () => {
  assert.equal(readAmount('103950'), 10_395_000);
  assert.equal(readAmount(' 1,234.5 '), 123_450);
  assert.equal(showAmount(10_395_000), '103950.00');
  assert.equal(showAmount(-5), '-0.05');
});

test('an empty input is empty, and what is no amount is kept as typed', () => {
  assert.equal(readAmount(''), '');
  assert.equal(readAmount('1.234'), '1.234');
  assert.equal(showAmount('1.234'), '1.234');
  assert.equal(showAmount(undefined), '');
});
