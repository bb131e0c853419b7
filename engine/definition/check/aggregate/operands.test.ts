import { refusedAggregate as refused } from '#test/support/sales/planted-aggregate.ts';

const asked = (fact: string, operator: string, value?: unknown) => ({ where: { fact, operator, value } });

refused('a condition on a fact there is not', asked('amoumt', 'equal', 1), {
  code: 'fact-unknown',
  path: '/where/fact',
  right: 'amount',
});
refused('a condition with a value of another type', asked('amount', 'equal', 'x'), {
  code: 'condition-value-type',
  path: '/where/value',
});
refused(
  'an index that names a field twice',
  { index: [['kind', 'kind']] },
  {
    code: 'aggregate-index-twice',
    path: '/index/0/1',
  },
);
refused('a parameter there is not', asked('pieces', 'equal', { parameter: 'window-month' }), {
  code: 'aggregate-parameter-missing',
  path: '/where/value/parameter',
  right: 'window-months',
});
refused('a parameter of another type', asked('buyer', 'equal', { parameter: 'window-months' }), {
  code: 'aggregate-operand-type',
  path: '/where/value/parameter',
});
refused('a parameter that has ended', asked('pieces', 'equal', { parameter: 'bygone' }), {
  code: 'aggregate-parameter-ends',
  path: '/where/value/parameter',
});
refused('a parameter without its dimension', asked('pieces', 'equal', { parameter: 'kind-weight' }), {
  code: 'parameter-dimension-open',
  path: '/where/value',
});
refused('a field of nobody', asked('pieces', 'equal', { each: 'days' }), {
  code: 'aggregate-each-missing',
  path: '/where/value/each',
});
refused(
  'a field the record has not',
  { each: 'alarm', ...asked('pieces', 'equal', { each: 'dayz' }) },
  { code: 'aggregate-each-field', path: '/where/value/each', right: 'days' },
);
refused(
  'a field of another type',
  { each: 'alarm', ...asked('pieces', 'equal', { each: 'kinds' }) },
  { code: 'aggregate-operand-type', path: '/where/value/each' },
);
refused(
  'one value where a list is meant',
  { each: 'alarm', ...asked('kind', 'in', { each: 'region' }) },
  { code: 'aggregate-operand-type', path: '/where/value/each', right: 'codes' },
);
refused('codes of a list there is not', asked('kind', 'in', { codes: 'kindz' }), {
  code: 'aggregate-codes-missing',
  path: '/where/value/codes',
  right: 'kinds',
});
refused(
  'an index over a field there is not',
  { index: [['soldOn', 'knd']] },
  { code: 'field-missing', path: '/index/0/1', right: 'kind' },
);
