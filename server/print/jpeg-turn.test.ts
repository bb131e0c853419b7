import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAs, jpeg, png } from '#test/support/pictures.ts';
import { jpegTurn } from './jpeg-turn.ts';

test('a picture is turned as the camera noted that it was held, in both byte orders', () => {
  const turns = [1, 3, 6, 8].map((orientation) => [jpegTurn(heldAs(orientation)), jpegTurn(heldAs(orientation, true))]);
  assert.deepEqual(turns, [
    [0, 0],
    [180, 180],
    [90, 90],
    [270, 270],
  ]);
});

test('a picture without a note, or whose head cannot be read, is not turned', () => {
  assert.equal(jpegTurn(jpeg), 0);
  assert.equal(jpegTurn(png), 0);
  assert.equal(jpegTurn(heldAs(6).subarray(0, 30)), 0);
  assert.equal(jpegTurn(new Uint8Array()), 0);
});
