import assert from 'node:assert/strict';
import { it } from 'node:test';
import { qrPath } from './qr-path.ts';

it('the path draws exactly the dark modules', () => {
  const { size, path } = qrPath('https://verify.example/3f9a1c77');
  assert.equal(size % 4, 1);
  const dark = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  assert.equal(dark.map(([text]) => text).join(''), path);
  // the finder pattern in the corner: seven dark modules, then a ring
  assert.equal(dark[0]?.[0], 'M0 0h7v1h-7z');
  for (const [, x, , width, back] of dark) assert.ok(width === back && Number(x) + Number(width) <= size);
});
