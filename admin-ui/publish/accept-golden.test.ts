import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoldenDefinition } from '#engine/schema/types.gen.ts';
import { acceptActual } from './accept-golden.ts';

const golden: GoldenDefinition = {
  kind: 'golden',
  key: 'limit',
  module: 'loan',
  title: { zh: 'l' },
  target: { kind: 'ruleset', key: 'lending' },
  cases: [
    { name: 'a', given: {}, expect: { block: ['dear'] } },
    { name: 'b', given: {}, expect: {} },
    { name: 'c', given: {}, expect: {} },
  ],
};
const result = (name: string, ok: boolean, actual: unknown, of = 'limit') => ({
  golden: of,
  module: 'loan',
  case: name,
  ok,
  expected: {},
  actual,
});

test('failed cases expect what came out, without empty lists; the others stay', () => {
  const { cases } = acceptActual(golden, [
    result('a', false, { set: {}, block: [], warn: ['dear'] }),
    result('b', true, { block: [] }),
    result('c', false, { error: 'no rule set' }),
    result('b', false, { block: ['other'] }, 'elsewhere'),
  ]);
  assert.deepEqual(
    cases.map(({ expect }) => expect),
    [{ warn: ['dear'] }, {}, {}],
  );
});
