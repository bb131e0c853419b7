import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesOf, objectOf } from './map-entries.ts';

test('an entry without a key, or with one that is taken, waits until it is put right', () => {
  assert.deepEqual(
    objectOf([
      ['a', 1],
      ['', 2],
      ['a', 3],
    ]),
    { a: 1 },
  );
});

test('what is being typed stays as long as it says what the definition says', () => {
  const typed = [
    ['b', 1],
    ['a', 2],
    ['', 3],
  ] as const;
  assert.equal(entriesOf(typed, { a: 2, b: 1 }), typed);
  assert.deepEqual(entriesOf(typed, { a: 2 }), [['a', 2]]);
  assert.deepEqual(entriesOf([], undefined), []);
});
