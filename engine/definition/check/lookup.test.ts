import { testPlanted } from '#test/support/planted-fault.ts';

const lookup = (more: object) => ({ type: 'integer', lookup: { module: 'loan', measure: 'count', ...more } });

testPlanted('a lookup by a field the other records have not', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': lookup({ on: 'prise', from: 'price' }) },
  code: 'field-missing',
  path: '/facts/price/lookup/on',
  right: 'price',
});
testPlanted('a lookup from a field this record has not', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': lookup({ on: 'price', from: 'prise' }) },
  code: 'field-missing',
  path: '/facts/price/lookup/from',
  right: 'price',
});
testPlanted('a lookup that counts what is missing of nothing', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': lookup({ measure: 'missing', on: 'price' }) },
  code: 'fact-lookup-needs',
  path: '/facts/price/lookup',
});
testPlanted('a lookup that compares money with a day', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': lookup({ where: { fact: 'price', operator: 'lessThan', value: { of: '$today' } } }) },
  code: 'condition-value-fact-type',
  path: '/facts/price/lookup/where/value/fact',
});
testPlanted('a lookup in a module there is not', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': lookup({ module: 'lone' }) },
  code: 'reference-missing',
  path: '/facts/price/lookup/module',
});
testPlanted('an effect that sets a field from a parameter with an unknown dimension', {
  file: 'loan/workflows/loanFlow.json',
  set: {
    '/actions/lend/effects/0': {
      type: 'set',
      field: 'price',
      value: { parameter: 'price-limit', by: { colour: '=red' } },
    },
  },
  code: 'parameter-dimension-unknown',
  path: '/actions/lend/effects/0/value/by/colour',
});
testPlanted('an effect whose condition asks for an unknown field', {
  file: 'loan/workflows/loanFlow.json',
  set: {
    '/actions/lend/effects/0': {
      type: 'set',
      field: 'price',
      value: { literal: 1 },
      when: { fact: 'prise', operator: 'exists' },
    },
  },
  code: 'fact-unknown',
  path: '/actions/lend/effects/0/when/fact',
  right: 'price',
});
