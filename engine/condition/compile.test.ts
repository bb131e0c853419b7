import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCondition, usedFacts } from './compile.ts';
import type { Condition, FactType, Truth } from './condition.ts';
import { normalForm } from './normal-form.ts';

const truthOf = (type: FactType, actual: unknown, operator: string, value?: unknown): Truth => {
  const tree = (_fact: string, ancestor: string) => (ancestor === '01' ? ['01', '0101'] : []);
  const condition = { fact: 'x', operator, ...(value !== undefined && { value }) };
  return compileCondition(condition, { x: type }, { tree })(() => actual);
};

/** Conditions that are true, false and unknown whatever is read. */
const constants: Record<string, Condition> = {
  true: { fact: 'here', operator: 'equal', value: 1 },
  false: { fact: 'here', operator: 'equal', value: 2 },
  null: { fact: 'gone', operator: 'equal', value: 1 },
};
const truth = (condition: Condition): Truth =>
  compileCondition(condition, { here: 'integer', gone: 'integer' })((fact) => (fact === 'here' ? 1 : undefined));

describe('a compiled condition', () => {
  it("follows Kleene's tables", () => {
    const values: Truth[] = [false, null, true];
    const node = (value: Truth): Condition => constants[String(value)] as Condition;
    for (const [i, a] of values.entries()) {
      assert.equal(truth({ not: node(a) }), values[2 - i]);
      for (const [j, b] of values.entries()) {
        assert.equal(truth({ all: [node(a), node(b)] }), values[Math.min(i, j)]);
        assert.equal(truth({ any: [node(a), node(b)] }), values[Math.max(i, j)]);
      }
    }
  });

  it('is unknown where a value is missing, empty text or of another type', () => {
    for (const missing of [undefined, null, '', 7, true, ['a'], {}])
      assert.equal(truthOf('text', missing, 'notEqual', 'a'), null);
    for (const missing of [undefined, null, '', '7', 1.5, NaN, Infinity, 2 ** 53, true])
      assert.equal(truthOf('money', missing, 'greaterThan', 1), null);
    assert.equal(truthOf('text', '', 'exists'), false);
    assert.equal(truthOf('text', '', 'absent'), true);
    assert.equal(truthOf('money', 0, 'exists'), true);
    assert.equal(truthOf('boolean', false, 'exists'), true);
  });

  it('takes an empty set for known, but not for filled in', () => {
    assert.equal(truthOf('codes', [], 'containsNone', ['a']), true);
    assert.equal(truthOf('codes', [], 'containsAny', ['a']), false);
    assert.equal(truthOf('codes', null, 'containsNone', ['a']), null);
    assert.equal(truthOf('codes', [], 'exists'), false);
  });

  it('compares decimals exactly, whatever way they are written', () => {
    assert.equal(truthOf('decimal', '18.000', 'equal', 18), true);
    assert.equal(truthOf('decimal', 0.1, 'equal', '0.100'), true);
    assert.equal(truthOf('decimal', '-0.000', 'equal', 0), true);
    assert.equal(truthOf('decimal', '999999999999.999999', 'greaterThan', '999999999999.999998'), true);
    assert.equal(truthOf('decimal', '9', 'lessThan', '10'), true);
    assert.equal(truthOf('decimal', 0.1 + 0.2, 'equal', '0.3'), null);
  });

  it('orders text by code points, case, width and spaces counted', () => {
    assert.equal(truthOf('text', '𠮷', 'greaterThan', '\uffff'), true);
    assert.equal(truthOf('text', '𠮷', 'lessThan', '𠮸'), true);
    assert.equal(truthOf('text', 'B', 'lessThan', 'a'), true);
    assert.equal(truthOf('text', 'Ａ', 'equal', 'A'), false);
    assert.equal(truthOf('text', 'a', 'equal', 'a '), false);
    assert.equal(truthOf('text', '100%', 'contains', '%'), true);
    assert.equal(truthOf('text', '100', 'contains', '%'), false);
  });

  it('takes a region for part of itself and of those above it', () => {
    for (const above of ['990102', '990100', '990000'])
      assert.equal(truthOf('region', '990102', 'within', above), true);
    for (const other of ['990101', '990200', '980000'])
      assert.equal(truthOf('region', '990102', 'within', other), false);
    assert.equal(truthOf('region', '990100', 'within', '990102'), false);
    assert.equal(truthOf('region', '990102001', 'within', '990102'), true);
    assert.equal(truthOf('region', '990102001', 'within', '990102000'), true);
    assert.equal(truthOf('region', '990102001002', 'within', '990102001000'), true);
    assert.equal(truthOf('region', '990102002', 'within', '990102001000'), false);
    assert.equal(truthOf('region', '991001', 'within', '991000'), true);
    assert.equal(truthOf('region', '990001', 'within', '900000'), false);
  });

  it('takes a code for part of the branch above it, and a set when one of its members is', () => {
    assert.equal(truthOf('code', '0101', 'descendantOf', '01'), true);
    assert.equal(truthOf('code', '01', 'descendantOf', '01'), true);
    assert.equal(truthOf('code', '02', 'descendantOf', '01'), false);
    assert.equal(truthOf('codes', ['02', '0101'], 'descendantOf', '01'), true);
    assert.equal(truthOf('codes', [], 'descendantOf', '01'), false);
    assert.equal(truthOf('code', '01', 'descendantOf', 'nowhere'), false);
  });

  it('names the facts it reads, those compared with included', () => {
    const condition: Condition = {
      any: [
        { fact: 'a', operator: 'equal', value: { fact: 'b' } },
        {
          not: {
            all: [
              { fact: 'b', operator: 'exists' },
              { fact: 'c', operator: 'in', value: ['x'] },
            ],
          },
        },
      ],
    };
    assert.deepEqual(usedFacts(condition), ['a', 'b', 'c']);
  });
});

describe('the normal form', () => {
  const a = { fact: 'a', operator: 'exists' };
  const b = { fact: 'b', operator: 'exists' };

  it('carries `not` down to the leaves', () => {
    assert.deepEqual(normalForm({ not: { all: [a, { not: b }] } }), {
      any: [
        { leaf: a, wanted: false },
        { leaf: b, wanted: true },
      ],
    });
  });

  it('of the negation swaps `all` and `any` and turns every leaf', () => {
    assert.deepEqual(normalForm({ any: [a, { not: b }] }, false), {
      all: [
        { leaf: a, wanted: false },
        { leaf: b, wanted: true },
      ],
    });
  });
});
