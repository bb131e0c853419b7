import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptinessOperators, operators } from '#engine/form/conditional/operator.ts';
import { leafTypes } from '#engine/form/form.ts';
import { operatorsFor, showingOf, withShowing } from './condition-rows.ts';

test('the older shape of a condition is understood and written in the newer one', () => {
  const field = { type: 'textfield', key: 'a', conditional: { show: 'true', when: 'b', eq: 'x' } };
  assert.deepEqual(withShowing(field, showingOf(field)).conditional, {
    conditions: [{ component: 'b', operator: 'isEqual', value: 'x' }],
    conjunction: 'all',
    show: true,
  });
  assert.deepEqual(withShowing(field, { ...showingOf(field), rows: [] }), { type: 'textfield', key: 'a' });
});

test('every question that is offered is one the engine knows', () => {
  for (const type of leafTypes)
    for (const operator of operatorsFor(type))
      assert.ok(emptinessOperators.has(operator) || Object.hasOwn(operators, operator), `${type} ${operator}`);
});
