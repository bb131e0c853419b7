import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileRuleSet, evaluateRuleSetFast } from './compile.ts';
import { evaluateRuleSet } from './evaluate.ts';
import type { Rule, RuleSet, RuleSetOptions } from './rule-set.ts';

const hearing: RuleSet = {
  key: 'hearingRight',
  facts: {
    fine: { type: 'money' },
    confiscated: { type: 'money' },
    kinds: { type: 'codes' },
    threshold: { type: 'money' },
  },
  rules: [
    {
      key: 'hearing',
      when: {
        any: [
          { fact: 'fine', operator: 'greaterThanInclusive', value: { fact: 'threshold' } },
          { fact: 'confiscated', operator: 'greaterThanInclusive', value: { fact: 'threshold' } },
          { fact: 'kinds', operator: 'containsAny', value: ['revoke-licence', 'close'] },
        ],
      },
      outcome: { type: 'set', field: 'hearingRight', value: true, basis: '行政处罚法 63' },
    },
  ],
};

/** Both evaluators, held equal. */
const decide = async (ruleSet: RuleSet, facts: Record<string, unknown>, options: RuleSetOptions = {}) => {
  const result = await evaluateRuleSet(ruleSet, facts, options);
  assert.deepEqual(evaluateRuleSetFast(ruleSet, facts, options), result);
  assert.deepEqual(compileRuleSet(ruleSet, options)(facts, options), result);
  return result;
};

const oneRule = (rule: Partial<Rule>): RuleSet => ({
  key: 'one',
  facts: { amount: { type: 'money' }, note: { type: 'text' } },
  rules: [
    {
      key: 'r',
      when: { fact: 'amount', operator: 'greaterThan', value: 5000000 },
      outcome: { type: 'block', message: { zh: '应当移送' }, basis: '刑法 140' },
      ...rule,
    },
  ],
});

describe('a rule set', () => {
  it('sets a field when its condition is true, and tells the basis and every value compared', async () => {
    const facts = { fine: 10_395_000, threshold: 10_000_000 };
    const { outcomes, trace, operatorSemantics } = await decide(hearing, facts);
    assert.deepEqual(outcomes, [
      {
        rule: 'hearing',
        type: 'set',
        basis: '行政处罚法 63',
        set: { field: 'hearingRight', value: true },
        unknown: false,
      },
    ]);
    assert.equal(operatorSemantics, 1);
    assert.deepEqual(trace[0]?.condition, {
      operator: 'any',
      result: true,
      items: [
        {
          operator: 'greaterThanInclusive',
          fact: 'fine',
          actual: 10_395_000,
          expected: 10_000_000,
          expectedFact: 'threshold',
          result: true,
        },
        {
          operator: 'greaterThanInclusive',
          fact: 'confiscated',
          actual: null,
          expected: 10_000_000,
          expectedFact: 'threshold',
          result: null,
        },
        { operator: 'containsAny', fact: 'kinds', actual: null, expected: ['revoke-licence', 'close'], result: null },
      ],
    });
  });

  it('has no outcome when its condition is false', async () => {
    const result = await decide(hearing, { fine: 9_999_999, confiscated: 0, kinds: ['fine'], threshold: 10_000_000 });
    assert.deepEqual(result.outcomes, []);
    assert.equal(result.trace[0]?.result, false);
  });

  it('makes a task of what is unknown, and never silence', async () => {
    const { outcomes } = await decide(hearing, { fine: 9_999_999, threshold: 10_000_000 });
    assert.deepEqual(outcomes, [{ rule: 'hearing', type: 'task', basis: '行政处罚法 63', unknown: true }]);
  });

  it('does with an unknown outcome what the rule says', async () => {
    const types = async (unknown: NonNullable<Rule['unknown']>) =>
      (await decide(oneRule({ unknown }), {})).outcomes.map(({ type }) => type);
    assert.deepEqual(await types('block'), ['block']);
    assert.deepEqual(await types('warn'), ['warn']);
    assert.deepEqual(await types('task'), ['task']);
    assert.deepEqual(await types('ignore'), []);
  });

  it('takes the value of a set from a fact, and sets nothing when that fact is missing', async () => {
    const ruleSet = oneRule({ outcome: { type: 'set', field: 'remark', value: { fact: 'note' } } });
    const known = await decide(ruleSet, { amount: 5000001, note: '㛃' });
    assert.deepEqual(known.outcomes[0]?.set, { field: 'remark', value: '㛃' });
    const missing = await decide(ruleSet, { amount: 5000001, note: '' });
    assert.deepEqual(missing.outcomes, [{ rule: 'r', type: 'task', unknown: true }]);
  });

  it('is silent when switched off, in another regime, or outside its dates', async () => {
    const facts = { amount: 9_000_000 };
    const limited = { ...oneRule({}), regimes: ['scjg-2021'], from: '2021-07-15', to: '2026-12-31' };
    const count = async (ruleSet: RuleSet, options: RuleSetOptions = {}) =>
      (await decide(ruleSet, facts, options)).outcomes.length;
    assert.equal(await count({ ...oneRule({}), enabled: false }), 0);
    assert.equal(await count(limited, { regime: 'scjg-2021', date: '2021-07-15' }), 1);
    assert.equal(await count(limited, { regime: 'scjg-2021', date: '2026-12-31' }), 1);
    assert.equal(await count(limited, { regime: 'scjg-2021', date: '2021-07-14' }), 0);
    assert.equal(await count(limited, { regime: 'scjg-2021', date: '2027-01-01' }), 0);
    assert.equal(await count(limited, { regime: 'zj-2011', date: '2026-01-01' }), 0);
    assert.equal(await count(limited, { regime: null, date: '2026-01-01' }), 0);
  });

  it('takes the first hit of a table, and goes no further than what it does not know', async () => {
    const rule = (key: string, fact: string, value: number): Rule => ({
      key,
      when: { fact, operator: 'greaterThan', value },
      outcome: { type: 'warn' },
      unknown: 'warn',
    });
    const facts = { amount: { type: 'money' }, weight: { type: 'integer' } } as const;
    const rules = [rule('dear', 'amount', 10), rule('heavy', 'weight', 5), rule('any', 'amount', 0)];
    const table: RuleSet = { key: 'table', facts, rules, hit: 'first' };
    const hits = async (given: Record<string, unknown>) =>
      (await decide(table, given)).outcomes.map(({ rule: key, unknown }) => (unknown ? `${key}?` : key));
    assert.deepEqual(await hits({ amount: 11, weight: 6 }), ['dear']);
    assert.deepEqual(await hits({ amount: 1, weight: 6 }), ['heavy']);
    assert.deepEqual(await hits({ amount: 1 }), ['heavy?']);
    assert.deepEqual(await hits({ amount: 1, weight: 1 }), ['any']);
    assert.equal((await decide(table, { amount: 11, weight: 6 })).trace.length, 3);
  });

  it('refuses to guess a regime or a date', async () => {
    await assert.rejects(evaluateRuleSet({ ...oneRule({}), regimes: ['a'] }, {}), /asks for the regime/);
    await assert.rejects(evaluateRuleSet({ ...oneRule({}), from: '2021-07-15' }, {}), /asks for a date/);
  });

  it('throws for an unknown fact instead of treating it as false', async () => {
    const ruleSet = oneRule({ when: { fact: 'gone', operator: 'equal', value: 1 } });
    await assert.rejects(evaluateRuleSet(ruleSet, {}), /unknown fact gone/);
    assert.throws(() => compileRuleSet(ruleSet), /unknown fact gone/);
  });

  it('gives the same results to evaluations that run at the same time', async () => {
    const amounts = [4_999_999, 5_000_000, 5_000_001, undefined];
    const results = await Promise.all(amounts.map((amount) => evaluateRuleSet(oneRule({}), { amount })));
    assert.deepEqual(
      results.map(({ trace }) => trace[0]?.result),
      [false, false, true, null],
    );
  });
});
