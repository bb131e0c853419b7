import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCondition } from './check.ts';
import { compileCondition } from './compile.ts';
import type { Condition, FactTypes } from './condition.ts';

const types: FactTypes = {
  fine: 'money',
  threshold: 'money',
  weight: 'decimal',
  name: 'text',
  filed: 'date',
  at: 'instant',
  kinds: 'codes',
  level: 'code',
  region: 'region',
  open: 'boolean',
  photos: 'files',
};
const found = (condition: unknown) => checkCondition(condition, types).map(({ path, code }) => `${path} ${code}`);
const leaf = (fact: string, operator: string, value?: unknown) => ({
  fact,
  operator,
  ...(value !== undefined && { value }),
});

describe('the check of a condition', () => {
  it('accepts each kind of value where it belongs', () => {
    const fine = [
      leaf('fine', 'greaterThanInclusive', { fact: 'threshold' }),
      leaf('weight', 'between', ['1.5', 18]),
      leaf('filed', 'lessThan', '2024-02-29'),
      leaf('at', 'equal', '2026-04-28T01:20:00.000Z'),
      leaf('kinds', 'containsAny', ['a']),
      leaf('level', 'in', { fact: 'kinds' }),
      leaf('level', 'descendantOf', '01'),
      leaf('region', 'within', '990100'),
      leaf('open', 'equal', false),
      leaf('photos', 'exists'),
      leaf('photos', 'absent', null),
    ];
    assert.deepEqual(found({ all: [{ any: fine }, { not: leaf('name', 'contains', '㛃') }] }), []);
  });

  it('names the place and the fault', () => {
    const cases: [unknown, string[]][] = [
      [leaf('gone', 'equal', 1), ['/fact condition-fact-unknown']],
      [leaf('toString', 'equal', 1), ['/fact condition-fact-unknown']],
      [leaf('gone', 'roughly', 1), ['/fact condition-fact-unknown', '/operator condition-operator-unknown']],
      [leaf('kinds', 'equal', 'a'), ['/operator condition-operator-type']],
      [leaf('photos', 'containsAny', ['a']), ['/operator condition-operator-type']],
      [leaf('fine', 'greaterThan'), ['/value condition-value-missing']],
      [leaf('fine', 'exists', 1), ['/value condition-value-unwanted']],
      [leaf('fine', 'equal', '100'), ['/value condition-value-type']],
      [leaf('fine', 'equal', 1.5), ['/value condition-value-type']],
      [leaf('weight', 'equal', '1.0000001'), ['/value condition-value-type']],
      [leaf('name', 'contains', ''), ['/value condition-value-type']],
      [leaf('name', 'equal', 'e\u0301'), ['/value condition-value-normal-form']],
      [leaf('filed', 'equal', '2026-02-29'), ['/value condition-value-type']],
      [leaf('region', 'within', '9901'), ['/value condition-value-type']],
      [leaf('level', 'in', []), ['/value condition-value-list']],
      [leaf('level', 'in', ['a', 7]), ['/value/1 condition-value-type']],
      [leaf('fine', 'between', [1]), ['/value condition-value-range']],
      [leaf('fine', 'between', [2, 1]), ['/value condition-value-range-order']],
      [leaf('fine', 'equal', { fact: 'gone' }), ['/value/fact condition-fact-unknown']],
      [leaf('fine', 'equal', { fact: 'weight' }), ['/value/fact condition-value-fact-type']],
      [leaf('level', 'descendantOf', { fact: 'level' }), ['/value condition-value-literal']],
      [leaf('fine', 'between', { fact: 'threshold' }), ['/value condition-value-literal']],
      [{ all: [] }, [' condition-empty']],
      [{ any: [{ not: { all: [] } }] }, ['/any/0/not condition-empty']],
      [{ all: 'x' }, [' condition-shape']],
      [{ all: [leaf('open', 'exists')], any: [] }, [' condition-shape']],
      [{ ...leaf('open', 'exists'), priority: 3 }, [' condition-shape']],
      [null, [' condition-shape']],
      [[], [' condition-shape']],
      ['fine > 1', [' condition-shape']],
    ];
    for (const [condition, expected] of cases) assert.deepEqual(found(condition), expected, JSON.stringify(condition));
  });

  it('offers the operators that would be right', () => {
    const [issue] = checkCondition(leaf('open', 'contains', 'x'), types, '/rules/0/when');
    assert.equal(issue?.path, '/rules/0/when/operator');
    assert.deepEqual(issue?.params?.allowed, ['equal', 'notEqual', 'exists', 'absent']);
  });

  it('refuses what is nested more than sixteen deep', () => {
    const nest = (depth: number): unknown => (depth === 1 ? leaf('open', 'exists') : { not: nest(depth - 1) });
    assert.deepEqual(found(nest(16)), []);
    assert.deepEqual(found(nest(17)), [`${'/not'.repeat(16)} condition-too-deep`]);
    assert.equal(found(nest(5000)).length, 1);
  });

  it('stands before compilation, which throws for what it refuses', () => {
    const refused: Condition[] = [
      leaf('gone', 'equal', 1),
      leaf('fine', 'roughly', 1),
      leaf('kinds', 'equal', 'a'),
      leaf('fine', 'equal', '1'),
      leaf('fine', 'equal', { fact: 'weight' }),
      leaf('level', 'in', 'a'),
    ];
    for (const condition of refused) assert.throws(() => compileCondition(condition, types), Error);
    assert.throws(() => compileCondition(leaf('level', 'descendantOf', '01'), types), /no tree/);
  });
});
