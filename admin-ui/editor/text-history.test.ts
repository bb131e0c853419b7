import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newHistory, redone, typed, undone } from './text-history.ts';

test('typing without a pause is taken back at once, after a pause step by step', () => {
  let history = typed(typed(typed(newHistory(''), 'a', 0), 'ab', 100), 'abc', 2000);
  history = undone(history);
  assert.equal(history.text, 'ab');
  history = undone(history);
  assert.equal(history.text, '');
  assert.equal(undone(history), history);
  history = redone(redone(history));
  assert.equal(history.text, 'abc');
  assert.equal(redone(history), history);
});

test('typing after taking back forgets what was taken back', () => {
  const history = typed(undone(typed(newHistory('a'), 'b', 0)), 'c', 100);
  assert.deepEqual([history.past, history.text, history.future], [['a'], 'c', []]);
});
