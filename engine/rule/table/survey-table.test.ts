import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileCondition } from '../../condition/compile.ts';
import type { Condition, FactTypes } from '../../condition/condition.ts';
import { surveyTable, type TableRow } from './survey-table.ts';

const types: FactTypes = { amount: 'integer', open: 'boolean', level: 'code', tags: 'codes', share: 'ratio' };

const leaf = (fact: string, operator: string, value?: unknown): Condition => ({
  fact,
  operator,
  ...(value !== undefined && { value }),
});

const number = fc.integer({ min: 0, max: 4 });
const level = fc.constantFrom('a', 'b', 'c');
const tag = fc.constantFrom('x', 'y');
const rate = fc.constantFrom('0.25', '0.5', '0.500001');
const orders = fc.constantFrom(
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
);

const leaves: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(orders, number).map(([operator, value]) => leaf('amount', operator, value)),
  fc.tuple(number, number).map(([a, b]) => leaf('amount', 'between', [Math.min(a, b), Math.max(a, b)])),
  fc.constantFrom(leaf('amount', 'exists'), leaf('amount', 'absent')),
  fc.boolean().map((value) => leaf('open', 'equal', value)),
  fc
    .tuple(fc.constantFrom('in', 'notIn'), fc.array(level, { minLength: 1, maxLength: 3 }))
    .map(([operator, value]) => leaf('level', operator, value)),
  fc
    .tuple(fc.constantFrom('containsAny', 'containsAll', 'containsNone'), fc.array(tag, { minLength: 1, maxLength: 2 }))
    .map(([operator, value]) => leaf('tags', operator, value)),
  fc.tuple(orders, rate).map(([operator, value]) => leaf('share', operator, value)),
);

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: leaves },
    { weight: 2, arbitrary: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
  ),
})).node;

const table: fc.Arbitrary<readonly TableRow[]> = fc
  .array(condition, { minLength: 1, maxLength: 5 })
  .map((whens) => whens.map((when, index) => ({ key: `row${index}`, when })));

/** Every record of a domain a little wider than the literals; missing where a row asks for it. */
const domain: Readonly<Record<string, readonly unknown[]>> = {
  amount: [-1, 0, 1, 2, 3, 4, 5],
  open: [true, false],
  level: ['a', 'b', 'c', 'd'],
  tags: [[], ['x'], ['y'], ['x', 'y'], ['z'], ['x', 'z'], ['x', 'y', 'z']],
  share: [0, '0.25', '0.3', '0.5', { numerator: 5_000_005, denominator: 10_000_000 }, '0.500001', '0.6'],
};

function* everything(facts: readonly string[], missing: boolean): Generator<Record<string, unknown>> {
  const [fact, ...rest] = facts;
  if (fact === undefined) {
    yield {};
    return;
  }
  const values = fact === 'amount' && missing ? [...(domain[fact] ?? []), undefined] : (domain[fact] ?? []);
  for (const value of values) for (const other of everything(rest, missing)) yield { ...other, [fact]: value };
}

const enumerate = (rows: readonly TableRow[]) => {
  const text = JSON.stringify(rows);
  const facts = Object.keys(types).filter((fact) => text.includes(`"${fact}"`));
  const truths = rows.map(({ when }) => compileCondition(when, types));
  const [pairs, applied, first] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let gap = false;
  for (const record of everything(facts, /"(exists|absent)"/.test(text))) {
    const hits = rows.flatMap(({ key }, index) => (truths[index]?.((fact) => record[fact]) === true ? [key] : []));
    if (hits[0] === undefined) gap = true;
    else first.add(hits[0]);
    for (const left of hits) applied.add(left);
    for (const left of hits) for (const right of hits) if (left < right) pairs.add(`${left} ${right}`);
  }
  const keys = rows.map(({ key }) => key);
  return {
    gap,
    overlaps: [...pairs].sort(),
    never: keys.filter((key) => !applied.has(key)),
    unreached: keys.filter((key) => applied.has(key) && !first.has(key)),
  };
};

describe('the survey of a decision table', () => {
  it('agrees with trying everything, on 2000 random tables', () => {
    const seen = { gap: 0, overlap: 0, never: 0, unreached: 0 };
    fc.assert(
      fc.property(table, (rows) => {
        const survey = surveyTable(rows, types);
        const expected = enumerate(rows);
        assert.deepEqual(survey.unchecked, []);
        const overlaps = survey.overlaps.map(({ rows: pair }) => pair.join(' ')).sort();
        const found = { gap: survey.gaps.length > 0, overlaps, never: survey.never, unreached: survey.unreached };
        assert.deepEqual(found, expected);
        if (expected.gap) seen.gap++;
        if (expected.overlaps.length > 0) seen.overlap++;
        if (expected.never.length > 0) seen.never++;
        if (expected.unreached.length > 0) seen.unreached++;
      }),
      { seed: 20260428, numRuns: 2000 },
    );
    for (const [kind, count] of Object.entries(seen)) assert.ok(count > 100, `${kind} is rare: ${count}`);
  });

  it('shows cases that are what it says', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { gaps, overlaps } = surveyTable(rows, types);
        const truth = (key: string, record: Readonly<Record<string, unknown>>) => {
          const row = rows.find((other) => other.key === key);
          return row && compileCondition(row.when, types)((fact) => record[fact]);
        };
        for (const gap of gaps) for (const { key } of rows) assert.notEqual(truth(key, gap), true);
        for (const { rows: pair, example } of overlaps) for (const key of pair) assert.equal(truth(key, example), true);
      }),
      { numRuns: 300 },
    );
  });

  it('sees the gap and the overlap of bands written with the wrong signs', () => {
    const bands = (first: string, second: string): readonly TableRow[] => [
      { key: 'low', when: leaf('amount', first, 10) },
      { key: 'high', when: leaf('amount', second, 10) },
    ];
    assert.deepEqual(surveyTable(bands('lessThan', 'greaterThan'), types).gaps, [{ amount: 10 }]);
    const twice = surveyTable(bands('lessThanInclusive', 'greaterThanInclusive'), types);
    assert.deepEqual(twice.overlaps, [{ rows: ['low', 'high'], example: { amount: 10 } }]);
    assert.deepEqual(surveyTable(bands('lessThan', 'greaterThanInclusive'), types).gaps, []);
  });

  it('says of which facts it cannot try every case', () => {
    const of = (when: Condition, more: FactTypes = {}) =>
      surveyTable([{ key: 'row', when }], { ...types, name: 'text', limit: 'integer', ...more }).unchecked;
    assert.deepEqual(of(leaf('name', 'contains', 'a')), ['name']);
    assert.deepEqual(of(leaf('amount', 'lessThan', { fact: 'limit' })), ['amount']);
    assert.deepEqual(of(leaf('name', 'equal', 'a')), []);
  });
});
