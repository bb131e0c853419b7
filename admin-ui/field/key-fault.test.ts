import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeKey, keyFault } from './key-fault.ts';

test('a key that is missing, of a wrong form or taken is told so', () => {
  assert.equal(keyFault(''), 'missing');
  assert.equal(keyFault('Loan'), 'form');
  assert.equal(keyFault('loan-'), 'form');
  assert.equal(keyFault('loan', ['loan']), 'taken');
  assert.equal(keyFault('loan-item2', ['loan']), undefined);
});

test('a new key takes the first number that is free', () => {
  assert.equal(freeKey('count', []), 'count');
  assert.equal(freeKey('count', ['count', 'count2']), 'count3');
});
