import { byKind, count, refusedAggregate as refused } from '#test/support/sales/planted-aggregate.ts';
import type { AggregateGroup, AggregateMeasure } from '../../../schema/types.gen.ts';

const measured = (m: AggregateMeasure) => ({
  measures: { n: count, amount: { function: 'sum' as const, field: 'amount' }, m },
});
const grouped = (...groupBy: AggregateGroup[]) => ({ groupBy });

refused('a measure of two kinds', measured({ function: 'count', ratio: { of: 'n', to: 'n' } }), {
  code: 'aggregate-measure-form',
  path: '/measures/m',
});
refused('a sum of nothing', measured({ function: 'sum' }), { code: 'aggregate-measure-needs', path: '/measures/m' });
refused('a sum of names', measured({ function: 'sum', field: 'buyer' }), {
  code: 'aggregate-field-type',
  path: '/measures/m/field',
  right: 'amount',
});
refused('a count of a field', measured({ function: 'count', field: 'buyer' }), {
  code: 'aggregate-measure-foreign',
  path: '/measures/m/field',
});
refused('a weight of a code there is not', measured({ function: 'sum', field: 'kind', weights: { '99': 1 } }), {
  code: 'codes-unknown',
  path: '/measures/m/weights/99',
});
refused('a weight beyond a million', measured({ function: 'sum', field: 'kind', weights: { '01': 2 ** 53 } }), {
  code: 'schema-limit',
  path: '/measures/m/weights/01',
  right: 'maximum 1000000',
});
refused(
  'weights whose dimension is another',
  measured({ function: 'sum', field: 'kind', weights: { parameter: 'kind-weight', by: { kind: '=01' } } }),
  {
    code: 'aggregate-weight-dimension',
    path: '/measures/m/weights/by',
  },
);
refused('hours of days', measured({ function: 'average', from: 'soldOn', to: 'backAt', unit: 'hour' }), {
  code: 'aggregate-field-type',
  path: '/measures/m/from',
  right: 'backAt',
});
refused(
  'a ratio of a ratio',
  { measures: { n: count, one: { ratio: { of: 'n', to: 'n' } }, m: { ratio: { of: 'one', to: 'n' } } } },
  {
    code: 'aggregate-ratio-of-ratio',
    path: '/measures/m/ratio/of',
  },
);
refused('a ratio of a measure there is not', measured({ ratio: { of: 'x', to: 'n' } }), {
  code: 'aggregate-measure-missing',
  path: '/measures/m/ratio/of',
  right: 'n',
});
refused('money by number', measured({ ratio: { of: 'amount', to: 'n' } }), {
  code: 'aggregate-ratio-unit',
  path: '/measures/m/ratio/to',
});
refused(
  'a ratio to groups by another key',
  measured({ ratio: { of: 'n', to: { aggregate: 'other', measure: 'n' } } }),
  { code: 'aggregate-key-foreign', path: '/measures/m/ratio/to' },
);
refused('a share within a key there is not', measured({ share: { of: 'n', within: ['kind'] } }), {
  code: 'aggregate-key-missing',
  path: '/measures/m/share/within',
});
refused(
  'a share of what does not add up',
  {
    ...grouped(byKind),
    measures: { m: { function: 'countDistinct', field: 'buyer' }, s: { share: { of: 'm', within: [] } } },
  },
  {
    code: 'aggregate-share-sum',
    path: '/measures/s/share/of',
  },
);
refused(
  'a share without its match',
  measured({ share: { of: 'n', within: { aggregate: 'other', measure: 'n', match: {} } } }),
  { code: 'aggregate-match-open', path: '/measures/m/share/within/match' },
);
