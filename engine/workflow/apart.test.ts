import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApartFrom, apartConflict, ownRecord } from './apart.ts';

const loan: ApartFrom = {
  owner: 'ann',
  organization: 'north',
  assignments: [{ account: 'bob', reason: 'holder' }],
  duties: [{ group: 'sign', account: 'cid', action: 'sign.desk' }],
};
const complaint: ApartFrom = { owner: 'dan', organization: 'south', assignments: [], duties: [] };
const records = new Map([
  [ownRecord, complaint],
  ['about', loan],
]);
const by = (account: string, organization = 'west', onBehalfOf?: string) => ({
  persons: onBehalfOf === undefined ? [account] : [account, onBehalfOf],
  posts: [{ post: 'desk', organization }],
});

test('who did a duty, is assigned, or is the author of the record that is named is kept away', () => {
  const rules = [
    { group: 'sign', record: 'about' },
    { assigned: 'holder', record: 'about' },
    { author: true as const, record: 'about' },
  ];
  assert.deepEqual(apartConflict(rules, by('cid'), records), rules[0]);
  assert.deepEqual(apartConflict(rules, by('bob'), records), rules[1]);
  assert.deepEqual(apartConflict(rules, by('ann'), records), rules[2]);
  assert.equal(apartConflict(rules, by('eve'), records), undefined);
  assert.equal(apartConflict(rules, by('dan'), records), undefined, 'the author of this record is not asked for');
});

test('a person counts for whom he acts', () => {
  assert.notEqual(apartConflict([{ author: true }], by('eve', 'west', 'dan'), records), undefined);
});

test('whoever holds a post in its organization is kept away', () => {
  assert.notEqual(apartConflict([{ organization: true }], by('eve', 'south'), records), undefined);
  assert.equal(apartConflict([{ organization: true }], by('eve', 'north'), records), undefined);
});

test('a record that is not named keeps nobody away', () => {
  assert.equal(apartConflict([{ author: true, record: 'gone' }], by('ann'), records), undefined);
});
