import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64 } from './to-base64.ts';

test('bytes become the base64 everybody reads, whatever their length', () => {
  for (const length of [0, 1, 2, 3, 0x8000, 0x8001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
  }
});
