import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DemoUser } from '../answer/people.ts';
import { groupDemoUsers } from './group-demo-users.ts';

const user = (name: string, organization: string, post: string): DemoUser => ({
  id: name,
  username: name.toLowerCase(),
  name,
  organization: { id: organization, name: `Office ${organization}`, levelTitle: { zh: 'L' } },
  posts: [{ zh: post }],
  roles: [],
});
const users = [user('Wang', '1', 'clerk'), user('Li', '2', 'head'), user('Zhao', '1', 'head')];

test('people stand under their organization in the order they came', () => {
  const groups = groupDemoUsers(users, '');
  assert.deepEqual(
    groups.map((group) => [group.id, group.users.map(({ name }) => name)]),
    [
      ['1', ['Wang', 'Zhao']],
      ['2', ['Li']],
    ],
  );
});

test('every word of the filter must be found, in whatever field', () => {
  assert.deepEqual(
    groupDemoUsers(users, 'HEAD 1').flatMap((group) => group.users.map(({ name }) => name)),
    ['Zhao'],
  );
  assert.deepEqual(groupDemoUsers(users, 'nobody'), []);
});
