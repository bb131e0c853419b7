import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditPath, personName } from '../audit/audit-lines.ts';
import { addressOfFile } from '../publish/address-of-file.ts';
import { olderFirst } from './choose-releases.ts';

const releases = [
  { id: 'c', number: 3 },
  { id: 'b', number: 2 },
  { id: 'a', number: 1 },
];

test('two chosen releases are compared from the older to the newer, fewer or more not at all', () => {
  assert.deepEqual(olderFirst(releases, ['c', 'a']), ['a', 'c']);
  assert.equal(olderFirst(releases, ['c']), undefined);
  assert.equal(olderFirst(releases, ['a', 'b', 'c']), undefined);
});

test('a file leads to the page of what lives there', () => {
  const address = (kind: string, key: string) => `${kind}:${key}`;
  assert.equal(addressOfFile('definitions/loan/rules/lending.json', address), 'ruleset:lending');
  assert.equal(addressOfFile('templates/loan/slip.hbs', address), 'template:loan/slip');
  assert.equal(addressOfFile('manifest', address), undefined);
});

test('the log is asked for by type and from a number on', () => {
  assert.equal(auditPath({ before: undefined, type: '' }), '/audit');
  assert.equal(auditPath({ before: 7, type: 'a.b' }), '/audit?before=7&type=a.b');
  assert.equal(personName({ actor: 'x' }), 'x');
});
