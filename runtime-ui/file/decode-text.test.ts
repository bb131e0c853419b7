import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

test('text is read as UTF-8, also when it is cut within a character, and else as older systems wrote it', () => {
  const bytes = new TextEncoder().encode('现场检查');
  assert.equal(decodeText(bytes), '现场检查');
  assert.equal(decodeText(bytes.subarray(0, 11)), '现场检');
  assert.equal(decodeText(Uint8Array.of(0xcf, 0xd6, 0xb3, 0xa1)), '现场');
});
