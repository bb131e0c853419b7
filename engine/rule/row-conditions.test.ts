import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRuleSet, compileScreen } from './compile.ts';
import { evaluateRuleSet } from './evaluate.ts';
import { mostRows } from './row-conditions.ts';
import type { RuleSet } from './rule-set.ts';

const ruleSet: RuleSet = {
  key: 'busy-branches',
  facts: {
    asked: { type: 'rows' },
    loans: { type: 'integer' },
    fees: { type: 'money' },
    late: { type: 'ratio' },
    readers: { type: 'integer' },
  },
  rules: [
    {
      key: 'busy',
      unknown: 'task',
      when: { fact: 'readers', operator: 'exists' },
      rows: {
        fact: 'asked',
        group: 'group',
        metric: 'metric',
        operator: 'operator',
        value: 'value',
        base: 'base',
        operators: {
          ge: 'greaterThanInclusive',
          gt: 'greaterThan',
          le: 'lessThanInclusive',
          lt: 'lessThan',
          eq: 'equal',
        },
        metrics: {
          loans: { fact: 'loans' },
          fees: { fact: 'fees', times: 1_000_000 },
          late: { fact: 'late', base: 'readers' },
        },
      },
      outcome: { type: 'warn', message: { zh: 'busy' } },
    },
  ],
};

const facts = { loans: 10, fees: 2_500_000, late: { numerator: 3, denominator: 5 }, readers: 20 };
const row = (group: number, metric: string, operator: string, value: unknown, base?: unknown) => ({
  group,
  metric,
  operator,
  value,
  base,
});

/** What the closures, the screen and json-rules-engine say, which must be one answer. */
const answer = async (asked: unknown, others: Readonly<Record<string, unknown>> = facts) => {
  const given = asked === undefined ? others : { ...others, asked };
  const closures = compileRuleSet(ruleSet)(given);
  assert.deepEqual(await evaluateRuleSet(ruleSet, given), closures);
  assert.equal(compileScreen(ruleSet)(given), closures.trace[0]?.result !== false);
  return closures.trace[0]?.result;
};

test('rows of one group hold together and one group is enough', async () => {
  const both = [row(1, 'loans', 'ge', '10'), row(1, 'late', 'le', '0.5')];
  assert.equal(await answer(both), false);
  assert.equal(await answer([row(1, 'loans', 'ge', '10'), row(1, 'late', 'le', '0.6')]), true);
  assert.equal(await answer([...both, row(2, 'loans', 'lt', '11')]), true);
});

test('without rows a rule never holds', async () => {
  assert.equal(await answer([]), false);
  assert.equal(await answer(undefined), false);
});

test('the condition of the rule holds beside its rows', async () => {
  assert.equal(await answer([row(1, 'loans', 'ge', '1')], { loans: 3 }), false);
});

test('a metric whose base is too small is not hit, whatever it is worth', async () => {
  assert.equal(await answer([row(1, 'late', 'le', '0.6', 20)]), true);
  assert.equal(await answer([row(1, 'late', 'le', '0.6', 21)]), false);
});

test('the number of a row is taken in the unit of its metric, and fractions of a whole number keep their meaning', async () => {
  assert.equal(await answer([row(1, 'fees', 'ge', '2.5')]), true);
  assert.equal(await answer([row(1, 'fees', 'gt', '2.5')]), false);
  assert.equal(await answer([row(1, 'loans', 'ge', '9.5')]), true);
  assert.equal(await answer([row(1, 'loans', 'gt', '9.999999')]), true);
  assert.equal(await answer([row(1, 'loans', 'ge', '10.000001')]), false);
  assert.equal(await answer([row(1, 'loans', 'le', '10.5')]), true);
  assert.equal(await answer([row(1, 'loans', 'lt', '10.000001')]), true);
  assert.equal(await answer([row(1, 'loans', 'gt', '-0.5')], { readers: 1, loans: 0 }), true);
  assert.equal(await answer([row(1, 'loans', 'lt', '-0.5')], { readers: 1, loans: -1 }), true);
  assert.equal(await answer([row(1, 'loans', 'eq', 10)]), true);
});

test('what cannot be read makes its group unknown and is told to a person', async () => {
  const faults = [
    row(1, 'colour', 'ge', '1'),
    row(1, 'loans', 'about', '1'),
    row(1, 'loans', 'ge', 'many'),
    row(1, 'loans', 'ge', null),
    row(1, 'loans', 'eq', '9.5'),
    row(1, 'toString', 'ge', '1'),
    row(1, 'late', 'le', '0.6', 'some'),
    null,
  ];
  for (const fault of faults) assert.equal(await answer([fault]), null, JSON.stringify(fault));
  assert.equal(await answer([...faults, row(2, 'loans', 'ge', '10')]), true);
  const [outcome] = compileRuleSet(ruleSet)({ ...facts, asked: [faults[0]] }).outcomes;
  assert.deepEqual([outcome?.type, outcome?.unknown], ['task', true]);
});

test('a thousand rows are read and one more is not', async () => {
  const many = Array.from({ length: mostRows }, (_, index) => row(index, 'loans', 'ge', '10'));
  assert.equal(await answer(many), true);
  assert.equal(await answer([...many, row(0, 'loans', 'ge', '10')]), null);
});

test('a fact that a row compares with and nobody knows leaves the group unknown', async () => {
  assert.equal(await answer([row(1, 'loans', 'ge', '10')], { readers: 1 }), null);
});
