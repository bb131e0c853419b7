import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiListQuery, readListQuery, readRange, writeListQuery } from './list-query.ts';

test('what a list is asked for survives its way through the address', () => {
  const query = { filters: new Map([['title__contains', 'a b']]), sort: '-due', page: 3, size: 50 };
  const address = writeListQuery(query);
  assert.deepEqual(readListQuery(new URLSearchParams(address)), query);
});

test('the usual list has a bare address, and nonsense in it falls back to the usual', () => {
  assert.equal(writeListQuery(readListQuery(new URLSearchParams(''))), '');
  const { page, size } = readListQuery(new URLSearchParams('_page=-1&_size=x'));
  assert.deepEqual([page, size], [1, 20]);
});

test('the server is asked for rows by skip and limit', () => {
  const query = readListQuery(new URLSearchParams('state=open&_page=3&_size=10&_sort=title'));
  assert.equal(apiListQuery(query), '?state=open&sort=title&limit=10&skip=20');
});

test('a capped count is told apart from an exact one', () => {
  assert.deepEqual(readRange(new Headers({ 'Content-Range': 'items 0-19/137' }), 20), { total: 137, more: false });
  const capped = new Headers({ 'Content-Range': 'items 0-19/*', 'X-Total-At-Least': '1000' });
  assert.deepEqual(readRange(capped, 20), { total: 1000, more: true });
  assert.deepEqual(readRange(new Headers(), 4), { total: 4, more: false });
});
