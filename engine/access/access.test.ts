import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoleDefinition } from '../schema/types.gen.ts';
import { type Access, allowed, type RecordPlace, seesSensitive } from './allowed.ts';
import { maskData, restoreHidden } from './mask-data.ts';

type Grant = RoleDefinition['grants'][number];
const access = (...grants: Grant[]): Access => ({
  roles: new Map([['r', { grants }]]),
  person: { id: 'me', organization: 'town', roles: ['r', 'a role that is gone'] },
});
const place = (more: Partial<RecordPlace> = {}): RecordPlace => ({
  organizationPath: ['town', 'county'],
  owner: 'other',
  assigned: false,
  draft: false,
  ...more,
});
const grant = (scope: Grant['scope'], module = 'loan', more: Partial<Grant> = {}): Grant => ({
  module,
  operations: ['read'],
  scope,
  ...more,
});
const village = { organizationPath: ['village', 'town', 'county'] };
const reads = (scope: Grant['scope'], where: RecordPlace) => allowed(access(grant(scope)), 'loan', 'read', where);

test('no role that grants the operation on the module, no access, not even to the owner', () => {
  assert.equal(allowed(access(grant('subtree', 'reader')), 'loan', 'read', place({ owner: 'me' })), false);
  assert.equal(allowed(access(grant('subtree')), 'loan', 'delete', place()), false);
  assert.equal(allowed(access(grant('subtree', '*')), 'loan', 'read', place()), true);
});

test('the scopes reach as far as they say', () => {
  assert.deepEqual(
    ['assigned', 'organization', 'subtree'].map((scope) => reads(scope as Grant['scope'], place())),
    [false, true, true],
  );
  assert.deepEqual(
    ['assigned', 'organization', 'subtree'].map((scope) => reads(scope as Grant['scope'], place(village))),
    [false, false, true],
  );
  assert.equal(reads('subtree', place({ organizationPath: ['county'] })), false);
});

test('the owner and whoever is assigned reach a record of another organization', () => {
  const elsewhere = { organizationPath: ['city'] };
  assert.equal(reads('assigned', place({ ...elsewhere, owner: 'me' })), true);
  assert.equal(reads('organization', place({ ...elsewhere, assigned: true })), true);
});

test('a draft never submitted stays in its own organization', () => {
  assert.equal(reads('subtree', place({ ...village, draft: true })), false);
  assert.equal(reads('subtree', place({ draft: true })), true);
});

test('sensitive fields are shown in full only by a grant that says so', () => {
  assert.equal(seesSensitive(access(grant('subtree')), 'loan'), false);
  assert.equal(seesSensitive(access(grant('subtree', 'loan', { sensitive: true })), 'loan'), true);
});

const fields = new Map([
  ['reader.phone', { sensitivity: 'personal' as const, mask: 'phone' }],
  ['reader.age', { sensitivity: 'personal' as const }],
  ['source', { sensitivity: 'secret' as const }],
  ['title', {}],
  ['guests.*.name', { sensitivity: 'personal' as const, mask: 'name' }],
]);
const data = {
  title: 'T',
  source: 'S',
  reader: { phone: '13912345678', age: 42 },
  guests: [{ name: 'Bo' }, { name: 'Li', seat: 2 }],
};

test('personal fields are starred, secret ones absent, the rest untouched', () => {
  assert.deepEqual(maskData(fields, data, false), {
    title: 'T',
    reader: { phone: '139****5678', age: '***' },
    guests: [{ name: 'B*' }, { name: 'L*', seat: 2 }],
  });
  assert.equal(maskData(fields, data, true), data);
});

test('who saves what he saw masked changes nothing he did not type', () => {
  const sent = { title: 'U', reader: { phone: '139****5678' } };
  assert.deepEqual(restoreHidden(fields, data, sent), {
    title: 'U',
    source: 'S',
    reader: { phone: '13912345678', age: 42 },
  });
  assert.deepEqual(restoreHidden(fields, data, { reader: { phone: '13800000000' } }), {
    source: 'S',
    reader: { phone: '13800000000', age: 42 },
  });
});
