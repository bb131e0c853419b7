import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModuleDefinition } from '#engine/schema/types.gen.ts';
import { catalogOf, changed, smallPack } from '#test/support/small-pack.ts';
import { titleOf } from './title-of.ts';

const file = 'definitions/loan/module.json';
const called = (titleField: string) =>
  catalogOf(changed(smallPack(), file, (module: ModuleDefinition) => Object.assign(module, { titleField }))).module(
    'loan',
  );

test('a record is called after a field: text as it is, a code by its title, an amount in yuan, what is empty by nothing', () => {
  assert.equal(titleOf(called('book'), { book: 'Poems' }), 'Poems');
  assert.equal(titleOf(called('genre'), { genre: 'novel' }), 'Novel');
  assert.equal(titleOf(called('price'), { price: 1_234_500 }), '12,345.00');
  assert.equal(titleOf(called('genre'), { genre: 'unknown' }), 'unknown');
  assert.equal(titleOf(called('book'), {}), '');
});
