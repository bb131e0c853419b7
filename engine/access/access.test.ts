import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoleDefinition } from '../schema/types.gen.ts';
import { type Access, allowed, type RecordPlace, seesSensitive } from './allowed.ts';
import { maskData, restoreHidden } from './mask-data.ts';

type Grant = RoleDefinition['grants'][number];
const access = (...grants: Grant[]): Access => ({
  roles: new Map([['r', { grants }]]),
  person: { id: 'me', organization: 'town', level: 'town', roles: ['r', 'a role that is gone'] },
});
const place = (more: Partial<RecordPlace> = {}): RecordPlace => ({
  organizationPath: ['town', 'county'],
  owner: 'other',
  assigned: false,
  state: 'open',
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

test('a grant counts at its levels and in its states only, and may reach the whole platform', () => {
  const elsewhere = place({ organizationPath: ['city', 'province'], state: 'published' });
  const asks = (more: Partial<Grant>, where = elsewhere) =>
    allowed(access(grant('platform', 'loan', more)), 'loan', 'read', where);
  assert.equal(asks({}), true);
  assert.equal(asks({}, { ...elsewhere, draft: true }), false);
  assert.equal(asks({ states: ['published'] }), true);
  assert.equal(asks({ states: ['listed'] }), false);
  assert.equal(asks({ states: ['listed'] }, { ...elsewhere, owner: 'me' }), false);
  assert.equal(asks({ levels: ['town', 'city'] }), true);
  assert.equal(asks({ levels: ['city'] }), false);
  assert.equal(seesSensitive(access(grant('platform', 'loan', { sensitive: true, levels: ['city'] })), 'loan'), false);
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

test('cells of a grid he saw masked keep their values, wherever their row has moved', () => {
  const grid = new Map([
    ['guests.*.phone', { sensitivity: 'personal' as const, mask: 'phone' }],
    ['guests.*.pin', { sensitivity: 'secret' as const }],
    ['guests.*.bags.*.code', { sensitivity: 'personal' as const }],
    ['guests.*.name', {}],
  ]);
  const bo = { name: 'Bo', phone: '13911111111', pin: '1', bags: [{ size: 'L', code: 'x' }] };
  const li = { name: 'Li', phone: '13922221111', pin: '2' };
  const al = { name: 'Al', phone: '13911111111', pin: '3' };
  const stored = { guests: [bo, li, al] };
  const restored = (guests: object[]) => restoreHidden(grid, stored, { guests }).guests;
  const [first, second, third] = (maskData(grid, stored, false) as { guests: object[] }).guests;
  assert.deepEqual(restored([first ?? {}, second ?? {}, third ?? {}]), [bo, li, al], 'untouched');
  assert.deepEqual(restored([third ?? {}, first ?? {}]), [al, bo], 'one taken out, the others turned round');
  assert.deepEqual(restored([{ ...first, phone: '13800000000' }]), [{ ...bo, phone: '13800000000' }], 'one retyped');
  assert.deepEqual(restored([first ?? {}, { name: 'New', phone: '13700000000' }, third ?? {}]), [
    bo,
    { name: 'New', phone: '13700000000', pin: '2' },
    al,
  ]);
  assert.deepEqual(restored([{ name: 'New', phone: '13700000000' }]), [{ name: 'New', phone: '13700000000' }]);
  assert.deepEqual(restored([]), []);
});
