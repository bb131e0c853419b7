import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, smallPack } from '#test/support/small-pack.ts';
import type { RoleDefinition } from '../schema/types.gen.ts';
import { widening, widens } from './widening.ts';

type Grant = RoleDefinition['grants'][number];
const path = 'definitions/platform/roles/librarian.json';
const catalogWith = (grants: readonly Grant[]) =>
  catalogOf(changed(smallPack(), path, (role: object) => ({ ...role, grants })));
const gains = (before: Grant[], after: Grant[]) =>
  widening(catalogWith(before), catalogWith(after)).roles.flatMap(({ grants, sensitive }) => [...grants, ...sensitive]);
const grant = (more: Partial<Grant> = {}): Grant => ({
  module: 'loan',
  operations: ['read'],
  scope: 'subtree',
  ...more,
});

test('what was granted already is no gain, however it is written', () => {
  assert.deepEqual(gains([grant()], [grant()]), []);
  assert.deepEqual(gains([grant({ module: '*' })], [grant()]), []);
  assert.deepEqual(gains([grant()], [grant({ scope: 'organization' }), grant({ scope: 'assigned' })]), []);
  assert.deepEqual(gains([grant({ operations: ['read', 'act'] })], [grant({ operations: ['act'] })]), []);
  assert.deepEqual(gains([grant()], [grant({ states: ['lent'] }), grant({ levels: ['branch'] })]), []);
  const halves = [grant({ states: ['lent'] }), grant({ states: ['back'] })];
  assert.deepEqual(gains(halves, [grant({ states: ['lent', 'back'] })]), []);
  assert.equal(widens(widening(catalogWith([grant()]), catalogWith([]))), false);
});

test('a farther reach, another operation, all modules, and a limit taken away are gains', () => {
  const read = { module: 'loan', operation: 'read', scope: 'subtree' };
  assert.deepEqual(gains([grant({ scope: 'assigned' })], [grant()]), [read]);
  assert.deepEqual(gains([grant()], [grant({ scope: 'platform' })]), [{ ...read, scope: 'platform' }]);
  assert.deepEqual(gains([grant()], [grant({ operations: ['read', 'export'] })]), [{ ...read, operation: 'export' }]);
  assert.deepEqual(gains([grant()], [grant({ module: '*' })]), [{ ...read, module: '*' }]);
  assert.deepEqual(gains([grant({ states: ['lent'] })], [grant()]), [read]);
  const lent = grant({ levels: ['branch'], states: ['lent'] });
  assert.deepEqual(gains([lent], [grant({ levels: ['branch'], states: ['lent', 'back'] })]), [
    { ...read, levels: ['branch'], states: ['lent', 'back'] },
  ]);
});

test('seeing sensitive fields in full is a gain of its own', () => {
  assert.deepEqual(gains([grant()], [grant({ sensitive: true })]), ['loan']);
  assert.deepEqual(gains([grant({ module: '*', sensitive: true })], [grant({ sensitive: true })]), []);
  assert.deepEqual(
    gains([grant({ sensitive: true, levels: ['branch'] })], [grant({ sensitive: true })]).includes('loan'),
    true,
  );
});
