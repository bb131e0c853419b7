import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Labels } from './lookup.ts';
import { showValue } from './show-value.ts';

const labels: Labels = {
  code: (list, code) => `${list} ${code}`,
  color: () => undefined,
  organization: (id) => `office ${id}`,
  region: (id) => id,
  user: (id) => id,
  record: (module, id) => `${module} ${id}`,
  module: () => undefined,
};

test('one of several values is shown by the words of its list, its record or its organization', () => {
  const shown = (more: object) => showValue({ type: 'codes', ...more }, 'a', labels, 'here');
  assert.equal(shown({ codes: 'kinds' }), 'kinds a');
  assert.equal(shown({ module: 'loan' }), 'loan a');
  assert.equal(shown({ codes: null }), 'office a');
});
