import { testPlanted } from '#test/support/planted-fault.ts';

testPlanted('a guard that asks for an unknown field', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/draft/on/lend/0/when/fact': 'prize' },
  code: 'fact-unknown',
  path: '/states/draft/on/lend/0/when/fact',
  right: 'price',
});
testPlanted('a guard that compares with the wrong type', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/draft/on/lend/0/when/value': 'dear' },
  code: 'condition-value-type',
  path: '/states/draft/on/lend/0/when/value',
});
testPlanted('a fact of a field that is not there', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price/field': 'prise' },
  code: 'field-missing',
  path: '/facts/price/field',
  right: 'price',
});
testPlanted('a fact of another type than its field', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price/type': 'date' },
  code: 'field-type',
  path: '/facts/price/type',
  right: 'money',
});
testPlanted('a dated use without a date', {
  file: 'loan/rules/lending.json',
  set: { '/facts/limit/at': undefined },
  code: 'date-missing',
  path: '/facts/limit',
});
testPlanted('a date that is no date', {
  file: 'loan/rules/lending.json',
  set: { '/facts/limit/at': 'book' },
  code: 'field-type',
  path: '/facts/limit/at',
  right: 'date, instant',
});
testPlanted('a fact with two sources', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price/parameter': 'price-limit' },
  code: 'fact-one-source',
  path: '/facts/price',
});
testPlanted('a fact that is calculated from nothing', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': { type: 'money', calculate: { '*': [{ var: 'limt' }, 2] } } },
  code: 'fact-unknown',
  path: '/facts/price/calculate',
  right: 'limit',
});
testPlanted('a value of the wrong type', {
  file: 'loan/parameters/price-limit.json',
  set: { '/values/0/value': '1000' },
  code: 'parameter-value-type',
  path: '/values/0/value',
  right: 'money',
});
testPlanted('two values of equal rank', {
  file: 'loan/parameters/price-limit.json',
  set: { '/values/0/to': '2024-06-30' },
  code: 'parameter-overlap',
  path: '/values/1',
});
testPlanted('a hole between two values', {
  file: 'loan/parameters/price-limit.json',
  set: { '/values/0/to': '2023-06-30' },
  code: 'parameter-gap',
  path: '/values/1/from',
});
testPlanted('a value outside its range', {
  file: 'loan/parameters/price-limit.json',
  set: { '/open': { max: 15000 } },
  code: 'parameter-out-of-range',
  path: '/values/1/value',
});
testPlanted('a length that is no duration', {
  file: 'loan/parameters/loan-days.json',
  set: { '/values/0/value': { length: 28, unit: 'days' } },
  code: 'parameter-value-type',
  path: '/values/0/value',
  right: 'duration',
});
testPlanted('a term that starts at no date', {
  file: 'loan/deadlines/return.json',
  set: { '/start/field': 'book' },
  code: 'date-not-a-date',
  path: '/start/field',
  right: 'lentOn',
});
testPlanted('a clock without a start', {
  file: 'loan/deadlines/return.json',
  set: { '/start': { event: 'lent' } },
  code: 'date-clock-without-start',
  path: '/actions/lend/effects/1',
  named: 'loan/workflows/loanFlow.json',
});
testPlanted('a list column that is not there', {
  file: 'loan/module.json',
  set: { '/list/columns/1': 'buch' },
  code: 'field-missing',
  path: '/list/columns/1',
});
testPlanted('a report over a field that is not there', {
  file: 'loan/reports/by-genre.json',
  set: { '/groupBy': 'genres' },
  code: 'field-missing',
  path: '/groupBy',
  right: 'genre',
});
testPlanted('a sum of words', {
  file: 'loan/reports/by-genre.json',
  set: { '/measures/0/field': 'book' },
  code: 'field-type',
  path: '/measures/0/field',
});
testPlanted('a view of a column that is not there', {
  file: 'loan/views/out-now.json',
  set: { '/columns/0': 'buch' },
  code: 'field-missing',
  path: '/columns/0',
});
testPlanted('a view that begins an action its workflow lacks', {
  file: 'loan/views/out-now.json',
  set: { '/actions/0': 'sell' },
  code: 'flow-action-missing',
  path: '/actions/0',
});
testPlanted('a view that keeps records by what no column can answer', {
  file: 'loan/views/out-now.json',
  set: { '/filter': { fact: '$today', operator: 'exists' } },
  code: 'fact-unknown',
  path: '/filter/fact',
});
testPlanted('a view for a post nobody has', {
  file: 'loan/views/out-now.json',
  set: { '/posts/0': 'disk' },
  code: 'reference-missing',
  path: '/posts/0',
});
