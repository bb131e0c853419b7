import { testPlanted } from '#test/support/planted-fault.ts';

const flow = 'loan/workflows/loanFlow.json';
const effect = '/actions/giveBack/effects/0';
const act = { type: 'act', module: 'loan', action: 'lend' };
const worth = {
  key: 'worth',
  title: { zh: '价值', en: 'Worth' },
  module: 'loan',
  amount: 'price',
  in: { fact: '$state', operator: 'equal', value: 'lent' },
  field: 'worth',
  message: { zh: '太多', en: 'Too much' },
};

testPlanted('an action on records that are named nowhere', {
  file: flow,
  set: { [effect]: act },
  code: 'act-nowhere',
  path: effect,
  right: 'records, of',
});
testPlanted('an action on records above where none lie', {
  file: flow,
  set: { [effect]: { ...act, of: 'above' } },
  code: 'act-not-there',
  path: `${effect}/of`,
});
testPlanted('records for the rows of a field that has none', {
  file: flow,
  set: { [effect]: { type: 'create', module: 'loan', data: { book: { row: 'name' } }, each: 'book' } },
  code: 'field-type',
  path: `${effect}/each`,
  right: 'rows',
});
testPlanted('a balance kept in a field that is no amount', {
  file: 'loan/module.json',
  set: { '/balances': [{ ...worth, field: 'number' }] },
  code: 'balance-field',
  path: '/balances/0/field',
  right: 'integer, decimal, money',
});
testPlanted('a balance kept in a field that people fill in', {
  file: 'loan/module.json',
  set: { '/balances': [{ ...worth, field: 'price' }] },
  code: 'balance-written',
  path: '/balances/0/field',
});
testPlanted('a balance over records that do not lie below', {
  file: 'loan/module.json',
  set: { '/balances': [worth] },
  code: 'fact-no-child',
  path: '/balances/0/module',
});
testPlanted('something grown from a fact of another type', {
  file: 'loan/rules/lending.json',
  set: {
    '/facts/due': { type: 'date', field: 'lentOn' },
    '/facts/grown': {
      type: 'money',
      accrue: { principal: 'price', permille: 'limit', from: 'due', to: 'due', value: 'amount' },
    },
  },
  code: 'field-type',
  path: '/facts/grown/accrue/permille',
  right: 'integer',
});
const due = { type: 'date', field: 'lentOn' };
testPlanted('a span between something that is no day', {
  file: 'loan/rules/lending.json',
  set: { '/facts/due': due, '/facts/left': { type: 'integer', span: { from: 'due', to: 'price', unit: 'day' } } },
  code: 'field-type',
  path: '/facts/left/span/to',
  right: 'date, instant',
});
testPlanted('working days without a calendar', {
  file: 'loan/rules/lending.json',
  set: { '/facts/due': due, '/facts/end': { type: 'date', moved: { from: 'due', by: 3, unit: 'workday' } } },
  code: 'fact-calendar',
  path: '/facts/end/moved/calendar',
});
testPlanted('a day moved by what is no whole number', {
  file: 'loan/rules/lending.json',
  set: { '/facts/due': due, '/facts/end': { type: 'date', moved: { from: 'due', by: 'price', unit: 'day' } } },
  code: 'field-type',
  path: '/facts/end/moved/by',
  right: 'integer',
});
testPlanted('persons named by a field that names none', {
  file: 'loan/rules/lending.json',
  set: { '/facts/out': { type: 'integer', unable: { of: 'lentOn', operation: 'act' } } },
  code: 'field-type',
  path: '/facts/out/unable/of',
  right: 'user, users',
});
