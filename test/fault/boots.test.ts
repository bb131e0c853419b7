import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootRounds, damageKinds } from './boot-rounds.ts';

test('whatever is damaged in the stored definitions, the system starts, works, says so, and is brought back', async () => {
  const { boots, kinds } = await bootRounds(damageKinds.length * 2, 20261124);
  assert.equal(Object.keys(kinds).length, damageKinds.length);
  const sum = (of: 'boots' | 'safe' | 'rolledBack') =>
    Object.values(kinds).reduce((total, told) => total + told[of], 0);
  assert.equal(sum('boots'), boots);
  assert.ok(sum('rolledBack') >= damageKinds.length / 2, JSON.stringify(kinds));
});
