import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteRange } from './byte-range.ts';

test('one range of bytes is understood as RFC 9110 says, everything else is the whole', () => {
  const table: readonly (readonly [string, number, ReturnType<typeof byteRange>])[] = [
    ['', 10, undefined],
    ['bytes=0-', 10, { start: 0, end: 9 }],
    ['bytes=3-5', 10, { start: 3, end: 5 }],
    ['bytes=3-500', 10, { start: 3, end: 9 }],
    ['bytes=9-9', 10, { start: 9, end: 9 }],
    ['bytes=-4', 10, { start: 6, end: 9 }],
    ['bytes=-400', 10, { start: 0, end: 9 }],
    ['bytes=10-', 10, 'none'],
    ['bytes=0-', 0, 'none'],
    ['bytes=-0', 10, 'none'],
    ['bytes=-5', 0, 'none'],
    ['bytes=5-3', 10, undefined],
    ['bytes=-', 10, undefined],
    ['bytes=0-1,3-4', 10, undefined],
    ['lines=0-1', 10, undefined],
    ['bytes=a-b', 10, undefined],
    ['bytes=1e3-', 10, undefined],
  ];
  for (const [header, size, wanted] of table) assert.deepEqual(byteRange(header, size), wanted, `${header} of ${size}`);
});
