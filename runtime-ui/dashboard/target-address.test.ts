import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetAddress } from './target-address.ts';

test('a figure leads to its list with what it counts, its report or the worklist', () => {
  const list = { page: 'list', record: 'loan', view: null, query: {} } as const;
  assert.equal(targetAddress(list), '/m/loan');
  assert.equal(
    targetAddress({ ...list, view: 'out', query: { mine: 'true', sort: '$due' } }),
    '/v/loan/out?mine=true&_sort=%24due',
  );
  assert.equal(targetAddress({ page: 'report', report: 'work', query: { by: 'city' } }), '/reports/work?by=city');
  assert.equal(targetAddress({ page: 'tasks', query: { state: 'todo' } }), '/?state=todo');
});
