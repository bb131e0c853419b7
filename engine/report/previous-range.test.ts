import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousRange } from './previous-range.ts';

test('whole months are preceded by as many months', () => {
  assert.deepEqual(previousRange({ from: '2026-01-01', to: '2026-03-31' }), { from: '2025-10-01', to: '2025-12-31' });
  assert.deepEqual(previousRange({ from: '2026-03-01', to: '2026-03-31' }), { from: '2026-02-01', to: '2026-02-28' });
  assert.deepEqual(previousRange({ from: '2025-01-01', to: '2025-12-31' }), { from: '2024-01-01', to: '2024-12-31' });
});

test('other ranges are preceded by as many days', () => {
  assert.deepEqual(previousRange({ from: '2026-05-05', to: '2026-05-09' }), { from: '2026-04-30', to: '2026-05-04' });
  assert.deepEqual(previousRange({ from: '2026-06-01', to: '2026-06-01' }), { from: '2026-05-31', to: '2026-05-31' });
});

test('a range that ends before it begins still has one before it', () => {
  assert.deepEqual(previousRange({ from: '2026-06-10', to: '2026-06-01' }), { from: '2026-06-09', to: '2026-06-09' });
});
