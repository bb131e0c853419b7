import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalText, toLocalText } from './local-time.ts';

test('an instant is shown and read in the platform zone, eight hours before UTC', () => {
  assert.equal(toLocalText('2026-04-27T16:30:00.000Z'), '2026-04-28T00:30');
  assert.equal(fromLocalText('2026-04-28T00:30'), '2026-04-27T16:30:00.000Z');
  assert.equal(fromLocalText('2026-04-28T00:30:15'), '2026-04-27T16:30:15.000Z');
});

test('nothing stays nothing, and what is no moment is told apart from it', () => {
  assert.equal(toLocalText(''), '');
  assert.equal(toLocalText('yesterday'), '');
  assert.equal(fromLocalText(''), '');
  assert.equal(fromLocalText('2026-02-30T10:00'), undefined);
});
