import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileCondition } from '../condition/compile.ts';
import type { Condition, Truth } from '../condition/condition.ts';
import { constantCondition, foldCondition } from './fold-condition.ts';
import { constantTypes } from './where.ts';

const types = { ...constantTypes, a: 'integer', b: 'integer' } as const;
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Truth>(true, false, null).map(constantCondition),
  fc.record({
    fact: fc.constantFrom('a', 'b'),
    operator: fc.constant('greaterThan'),
    value: fc.integer({ min: 0, max: 2 }),
  }),
);
const condition = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('tree'), { maxLength: 4 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
})).tree;
const value = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });

const answer = (one: Condition, facts: Readonly<Record<string, number | undefined>>): Truth =>
  compileCondition(one, types)((fact) => (fact === '$true' ? true : facts[fact]));

describe('Folding a condition', () => {
  it('never changes its answer, unknown ones among them', () => {
    fc.assert(
      fc.property(condition, value, value, (one, a, b) => {
        assert.equal(answer(foldCondition(one), { a, b }), answer(one, { a, b }));
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves nothing of what is settled, and one of two that are the same', () => {
    const same = { fact: 'a', operator: 'equal', value: 1 };
    const settled = { any: [constantCondition(true), { fact: 'b', operator: 'exists' }] };
    assert.deepEqual(foldCondition({ all: [{ any: [same, same] }, settled] }), same);
  });
});
