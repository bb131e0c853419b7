import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { correctedFields } from './correction.ts';

const fields = [
  { path: 'name', inGrid: false },
  { path: 'address.street', inGrid: false },
  { path: 'rows', inGrid: false },
  { path: 'rows.*.amount', inGrid: true },
];

describe('What a correction changes', () => {
  it('is every field that holds another value, a grid as a whole', () => {
    const before = { name: 'A', address: { street: 'x' }, rows: [{ amount: 1 }] };
    const after = { name: 'B', address: { street: 'x' }, rows: [{ amount: 2 }] };
    assert.deepEqual(correctedFields(fields, before, after), [
      { path: 'name', old: 'A', now: 'B' },
      { path: 'rows', old: [{ amount: 1 }], now: [{ amount: 2 }] },
    ]);
  });

  it('is nothing where only the spelling of nothing differs', () => {
    assert.deepEqual(correctedFields(fields, { name: '', rows: [] }, { name: null }), []);
  });

  it('tells a value that is taken away and one that comes new', () => {
    const found = correctedFields(fields, { name: 'A' }, { address: { street: 'y' } });
    assert.deepEqual(found, [
      { path: 'name', old: 'A' },
      { path: 'address.street', now: 'y' },
    ]);
  });
});
