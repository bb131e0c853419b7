import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { memberChanged, regrouped, withMember } from './condition-shape.ts';

const leaf = (fact: string): ConditionJson => ({ fact, operator: 'exists' });

test('a second comparison makes a group of which all must hold, and further ones join it', () => {
  const two = withMember(leaf('a'), leaf('b'));
  assert.deepEqual(two, { all: [leaf('a'), leaf('b')] });
  assert.deepEqual(withMember(two, leaf('c')), { all: [leaf('a'), leaf('b'), leaf('c')] });
  assert.deepEqual(withMember(undefined, leaf('a')), leaf('a'));
});

test('a group meant otherwise keeps its members, through a denial and back', () => {
  const all: ConditionJson = { all: [leaf('a'), leaf('b')] };
  const none = regrouped(all, 'not');
  assert.deepEqual(none, { not: all });
  assert.deepEqual(regrouped(none, 'any'), { any: [leaf('a'), leaf('b')] });
  assert.deepEqual(regrouped({ not: leaf('a') }, 'all'), { all: [leaf('a')] });
});

test('a group whose last member is taken away is gone', () => {
  const any: ConditionJson = { any: [leaf('a'), leaf('b')] };
  assert.deepEqual(memberChanged(any, 0, undefined), { any: [leaf('b')] });
  assert.deepEqual(memberChanged(any, 1, leaf('c')), { any: [leaf('a'), leaf('c')] });
  assert.equal(memberChanged({ not: leaf('a') }, 0, undefined), undefined);
});
