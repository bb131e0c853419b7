import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConditionTrace } from '#engine/condition/trace.ts';
import { messages } from '#engine/message/messages.ts';
import type { ExplainLabels } from '#engine/rule/explain.ts';
import { compareRules, compareTraces, differingLines } from './compare-traces.ts';

const labels: ExplainLabels = { fact: (name) => ({ title: name, type: name === 'tags' ? 'codes' : 'money' }) };
const leaf = (expected: number, result: boolean): ConditionTrace => ({
  operator: 'greaterThanInclusive',
  fact: 'fine',
  actual: 8_000_000,
  expected,
  expectedFact: 'limit',
  result,
});
const side = (trace: ConditionTrace | undefined) => ({ trace, labels });
const compare = (before: ConditionTrace | undefined, after: ConditionTrace | undefined) =>
  compareTraces(side(before), side(after), messages.en);

test('the same question stands on one line and is marked where its answer changed', () => {
  const tags: ConditionTrace = { operator: 'exists', fact: 'tags', actual: ['x'], result: true };
  const before: ConditionTrace = { operator: 'all', result: false, items: [leaf(10_000_000, false), tags] };
  const after: ConditionTrace = { operator: 'all', result: true, items: [leaf(5_000_000, true), tags] };
  const lines = compare(before, after);
  assert.deepEqual(
    lines.map((line) => line.differs),
    [true, true, false],
  );
  assert.match(lines[1]?.before?.text ?? '', /100,000\.00/);
  assert.match(lines[1]?.after?.text ?? '', /50,000\.00/);
});

test('a condition that is new stands alone, and the others keep their neighbours', () => {
  const added: ConditionTrace = { operator: 'exists', fact: 'fine', actual: 8_000_000, result: true };
  const lines = compare(
    { operator: 'any', result: true, items: [leaf(1, true)] },
    { operator: 'any', result: true, items: [added, leaf(1, true)] },
  );
  assert.deepEqual(
    lines.map((line) => [line.before !== undefined, line.after !== undefined, line.differs]),
    [
      [true, true, false],
      [false, true, true],
      [true, true, false],
    ],
  );
});

test('what differs is shown with the branches it stands in, the rest is left out', () => {
  const branch = (operator: string, result: boolean, ...items: ConditionTrace[]): ConditionTrace => ({
    operator,
    result,
    items,
  });
  const tags: ConditionTrace = { operator: 'exists', fact: 'tags', actual: ['x'], result: true };
  const lines = compare(
    branch('any', true, branch('all', true, tags), branch('all', false, leaf(10_000_000, false)), tags),
    branch('any', true, branch('all', true, tags), branch('all', false, leaf(9_000_000, false)), tags),
  );
  assert.deepEqual(
    differingLines(lines).map((line) => [line.after?.depth, line.differs]),
    [
      [0, false],
      [1, false],
      [2, true],
    ],
  );
});

test('a rule set that did not exist has only one side', () => {
  assert.deepEqual(
    compare(undefined, leaf(1, true)).map((line) => [line.before, line.differs]),
    [[undefined, true]],
  );
});

test('rules are paired by key, gone ones last, and marked by their result', () => {
  const rule = (name: string, result: boolean) => ({ rule: name, result, condition: leaf(1, result) });
  assert.deepEqual(
    compareRules(
      [rule('gone', true), rule('same', true), rule('turned', false)],
      [rule('turned', true), rule('same', true)],
    ).map(({ rule: name, differs }) => [name, differs]),
    [
      ['turned', true],
      ['same', false],
      ['gone', true],
    ],
  );
});
