import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberPieces } from './number-pieces.ts';

test('pages are numbered through all pieces, from 1; what has no pages of its own is in the index without any', () => {
  const placed = numberPieces([{ pages: 2 }, { pages: 1 }, { pages: 0 }, { pages: 3 }]);
  assert.deepEqual(
    placed.map(({ no, from, to }) => [no, from, to]),
    [
      [1, 1, 2],
      [2, 3, 3],
      [3, null, null],
      [4, 4, 6],
    ],
  );
});
