import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileCondition } from '../condition/compile.ts';
import type { Condition } from '../condition/condition.ts';
import { operators } from '../condition/operator/list.ts';
import { randomCondition, randomFacts, randomRecord, randomTree } from '../condition/support/arbitrary.ts';
import { getPath } from '../json.ts';
import { staticCheck } from './static-check.ts';

const types = { amount: 'money', rate: 'decimal', level: 'code', open: 'boolean', name: 'text' } as const;
const found = (condition: Condition) => staticCheck(condition, types).map(({ path, code }) => `${path} ${code}`);
const leaf = (fact: string, operator: string, value?: unknown): Condition => ({
  fact,
  operator,
  ...(value !== undefined && { value }),
});

describe('the static check', () => {
  it('finds members of an `all` that never hold together', () => {
    const contradictions: Condition[][] = [
      [leaf('amount', 'lessThan', 5), leaf('amount', 'greaterThan', 5)],
      [leaf('amount', 'greaterThan', 5), leaf('amount', 'lessThan', 6)],
      [leaf('rate', 'greaterThan', '0.1'), leaf('rate', 'lessThan', '0.100001')],
      [leaf('amount', 'between', [1, 3]), leaf('amount', 'between', [4, 9])],
      [leaf('level', 'in', ['a', 'b']), leaf('level', 'equal', 'c')],
      [leaf('level', 'in', ['a', 'b']), leaf('level', 'notIn', ['b', 'a'])],
      [leaf('open', 'notEqual', true), leaf('open', 'notEqual', false)],
      [leaf('open', 'absent'), leaf('open', 'equal', true)],
      [leaf('name', 'exists'), { not: leaf('name', 'exists') }],
      [{ not: leaf('amount', 'lessThan', 5) }, { all: [leaf('amount', 'lessThan', 5)] }],
      [{ not: { any: [leaf('amount', 'lessThan', 5)] } }, leaf('amount', 'equal', 4)],
    ];
    for (const all of contradictions)
      assert.ok(found({ all }).includes(' condition-contradiction'), JSON.stringify(all));
  });

  it('finds members of an `any` that leave no known value out', () => {
    const any = [leaf('amount', 'lessThan', 5), leaf('amount', 'greaterThanInclusive', 5)];
    assert.deepEqual(found({ all: [{ any }, leaf('open', 'equal', true)] }), ['/all/0 condition-always']);
  });

  it('is content with what can hold', () => {
    const fine: Condition[][] = [
      [leaf('amount', 'greaterThan', 5), leaf('amount', 'lessThan', 7)],
      [leaf('rate', 'greaterThan', '0.1'), leaf('rate', 'lessThan', '0.100002')],
      [leaf('name', 'greaterThan', 'a'), leaf('name', 'lessThan', 'b')],
      [leaf('level', 'in', ['a', 'b']), leaf('level', 'notEqual', 'a')],
      [leaf('amount', 'lessThan', 5), leaf('amount', 'greaterThan', { fact: 'amount' })],
      [leaf('amount', 'lessThan', 5), { any: [leaf('amount', 'greaterThan', 5), leaf('open', 'equal', true)] }],
    ];
    for (const all of fine) assert.deepEqual(found({ all }), [], JSON.stringify(all));
  });

  it('claims nothing that a record disproves', () => {
    let claims = 0;
    // Three leaves on one fact contradict each other often enough.
    const amounts = [...operators.values()].filter(({ types: [...all] }) => all.includes('integer'));
    const one = fc.tuple(fc.constantFrom(...amounts), fc.integer({ min: -2, max: 2 })).map(([{ key, operand }, n]) => {
      if (operand === 'none') return leaf('integer1', key);
      if (operand === 'same') return leaf('integer1', key, n);
      return leaf('integer1', key, operand === 'list' ? [n, 0] : [n, 2]);
    });
    const member = fc.oneof(
      one,
      one.map((not) => ({ not })),
      randomCondition,
    );
    const three = fc.array(member, { minLength: 2, maxLength: 3 });
    const condition = fc.oneof(
      three.map((all) => ({ all })),
      three.map((any) => ({ any })),
    );
    fc.assert(
      fc.property(condition, fc.array(randomRecord, { minLength: 4, maxLength: 4 }), (tried, records) => {
        for (const { path, code } of staticCheck(tried, randomFacts)) {
          claims++;
          const part = path === '' ? tried : (getPath(tried, path.slice(1).replaceAll('/', '.')) as Condition);
          const truth = compileCondition(part, randomFacts, { tree: randomTree });
          for (const record of records)
            assert.notEqual(
              truth((fact) => record[fact]),
              code === 'condition-contradiction',
            );
        }
      }),
      { seed: 20260428, numRuns: 5000 },
    );
    assert.ok(claims > 500, `only ${claims} claims`);
  });
});
