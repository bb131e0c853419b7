import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule, RuleSetDefinition } from '../schema/types.gen.ts';
import { restsOn } from './rests-on.ts';

const facts: RuleSetDefinition['facts'] = {
  told: { type: 'boolean', field: 'input.told' },
  open: { type: 'integer', field: 'openCount' },
  goods: { type: 'money', field: 'report.goods' },
  double: { type: 'money', calculate: { '+': [{ var: 'goods' }, { var: 'goods' }] } },
  limit: { type: 'money', parameter: 'limit', at: 'report.day' },
  known: { type: 'integer', lookup: { module: 'person', on: '$id', from: 'report.officers', measure: 'count' } },
};
const rule = (fact: string): Rule => ({
  key: 'rule',
  when: { fact, operator: 'exists' },
  outcome: { type: 'block', message: { zh: '不行' } },
});
const brought = (path: string) => path.startsWith('input.') || path.startsWith('report.');

test('a rule rests on what it reads, be it through a calculation, the day of a parameter or those a lookup asks for', () => {
  for (const name of ['told', 'goods', 'double', 'limit', 'known'])
    assert.equal(restsOn({ facts }, rule(name), brought), true, name);
});

test('a rule about anything else does not', () => {
  assert.equal(restsOn({ facts }, rule('open'), brought), false);
});
