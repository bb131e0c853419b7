import { testPlanted } from '#test/support/planted-fault.ts';

const rule = (key: string, when: object): object => ({ key, when, outcome: { type: 'warn', message: { zh: 'x' } } });
const price = (operator: string, value: unknown): object => ({ fact: 'price', operator, value });
const lending = 'loan/rules/lending.json';

testPlanted('a rule that never applies', {
  file: lending,
  set: { '/rules': [rule('odd', { all: [price('lessThan', 5), price('greaterThan', 5)] })] },
  code: 'rule-never',
  path: '/rules/0',
});
testPlanted('a rule that never applies, given the value of a parameter', {
  file: lending,
  set: { '/rules': [rule('odd', { all: [price('lessThan', 5), price('greaterThan', { fact: 'limit' })] })] },
  code: 'rule-never',
  path: '/rules/0',
});
testPlanted('a gap between the bands of a decision table', {
  file: lending,
  set: {
    '/hit': 'unique',
    '/rules': [
      rule('cheap', price('lessThan', { fact: 'limit' })),
      rule('dear', price('greaterThan', { fact: 'limit' })),
    ],
  },
  code: 'rule-table-gap',
  path: '/rules',
});
testPlanted('bands of a decision table that overlap', {
  file: lending,
  set: {
    '/hit': 'unique',
    '/rules': [rule('cheap', price('lessThanInclusive', 5)), rule('dear', price('greaterThanInclusive', 5))],
  },
  code: 'rule-table-overlap',
  path: '/rules/1',
});
testPlanted('a row of a decision table that is never reached', {
  file: lending,
  set: {
    '/hit': 'first',
    '/rules': [
      rule('any', price('greaterThanInclusive', 0)),
      rule('dear', price('greaterThan', 5)),
      rule('rest', price('lessThan', 0)),
    ],
  },
  code: 'rule-table-unreached',
  path: '/rules/1',
});
testPlanted('a decision table that compares with what is not known beforehand', {
  file: lending,
  set: {
    '/hit': 'unique',
    '/facts/other': { type: 'money', field: 'price' },
    '/rules': [rule('any', price('greaterThan', { fact: 'other' }))],
  },
  code: 'rule-table-unchecked',
  path: '/hit',
});
