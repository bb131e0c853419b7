import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOfNew } from './new-entry.ts';

const known = [
  { kind: 'form', key: 'loan' },
  { kind: 'template', key: 'loan/slip' },
];
const entry = { kind: 'form', module: 'loan', key: 'renewal', zh: '续借', en: '' };

test('a name, a module and a free key of the right shape make a definition', () => {
  assert.deepEqual(faultsOfNew(entry, known), {});
  assert.deepEqual(faultsOfNew({ ...entry, key: '', module: '', zh: ' ' }, known), {
    key: 'missing',
    module: 'missing',
    zh: 'missing',
  });
  assert.deepEqual(faultsOfNew({ ...entry, key: 'Loan form' }, known), { key: 'form' });
});

test('a key is taken within its kind, a template within its module', () => {
  assert.deepEqual(faultsOfNew({ ...entry, key: 'loan' }, known), { key: 'taken' });
  assert.deepEqual(faultsOfNew({ ...entry, kind: 'workflow', key: 'loan' }, known), {});
  assert.deepEqual(faultsOfNew({ ...entry, kind: 'template', key: 'slip' }, known), { key: 'taken' });
  assert.deepEqual(faultsOfNew({ ...entry, kind: 'template', key: 'slip', module: 'reader' }, known), {});
});

test('a module stands for itself', () => {
  assert.deepEqual(faultsOfNew({ ...entry, kind: 'module', module: '' }, known), {});
});
