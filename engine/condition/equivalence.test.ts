import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askJsonRulesEngine } from '../rule/json-rules-engine.ts';
import { checkCondition } from './check.ts';
import { compileCondition, usedFacts } from './compile.ts';
import { factTypes, type Truth } from './condition.ts';
import { operators } from './operator/list.ts';
import { randomCondition, randomFacts, randomRecord, randomTree } from './support/arbitrary.ts';
import { naiveTruth } from './support/naive.ts';
import { compileTrace } from './trace.ts';

const options = { tree: randomTree };

/** One seed that never changes, and one of the moment; fast-check prints seed and path of a failure. */
const seeds = [{ seed: 20260428 }, {}];

describe('the interpreters of conditions', () => {
  for (const seed of seeds) {
    const kind = 'seed' in seed ? 'known' : 'new';

    it(`agree, closures and the naive interpreter, on 20000 ${kind} conditions and records`, () => {
      const answers = new Map<Truth, number>();
      fc.assert(
        fc.property(randomCondition, randomRecord, (condition, record) => {
          const truth = compileCondition(condition, randomFacts, options)((fact) => record[fact]);
          assert.equal(truth, naiveTruth(condition, randomFacts, record, randomTree));
          answers.set(truth, (answers.get(truth) ?? 0) + 1);
        }),
        { ...seed, numRuns: 20_000 },
      );
      for (const truth of [true, false, null])
        assert.ok((answers.get(truth) ?? 0) > 2000, `${truth} is rare: ${answers.get(truth)}`);
    });

    it(`agree, json-rules-engine, trace and closures, on 20000 ${kind} conditions and records`, async () => {
      await fc.assert(
        fc.asyncProperty(randomCondition, randomRecord, async (condition, record) => {
          const read = (fact: string): unknown => record[fact];
          const [trace] = await askJsonRulesEngine([condition], randomFacts, read, options);
          assert.equal(trace?.result, compileCondition(condition, randomFacts, options)(read));
          assert.deepEqual(trace, compileTrace(condition, randomFacts, options)(read));
        }),
        { ...seed, numRuns: 20_000 },
      );
    });
  }

  it('are tried with every operator on every type that allows it', () => {
    const seen = new Set<string>();
    for (const condition of fc.sample(randomCondition, { seed: 20260428, numRuns: 10_000 }))
      if ('fact' in condition) seen.add(`${condition.operator} ${randomFacts[condition.fact]}`);
    const all = [...operators.values()].flatMap(({ key, types }) => types.map((type) => `${key} ${type}`));
    assert.deepEqual(
      all.filter((pair) => !seen.has(pair)),
      [],
    );
    assert.equal(new Set(Object.values(randomFacts)).size, factTypes.length);
  });

  it('are only given conditions that the check accepts, but for the order of a range', () => {
    fc.assert(
      fc.property(randomCondition, (condition) => {
        const issues = checkCondition(condition, randomFacts);
        assert.deepEqual(
          issues.filter(({ code }) => code !== 'condition-value-range-order'),
          [],
        );
        for (const fact of usedFacts(condition)) assert.ok(fact in randomFacts);
      }),
      { seed: 20260428, numRuns: 2000 },
    );
  });
});
