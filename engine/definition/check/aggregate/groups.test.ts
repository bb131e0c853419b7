import { byKind, refusedAggregate as refused } from '#test/support/sales/planted-aggregate.ts';
import type { AggregateGroup } from '../../../schema/types.gen.ts';

const grouped = (...groupBy: AggregateGroup[]) => ({ groupBy });

refused('a source there is not', { source: 'sail' }, { code: 'reference-missing', path: '/source', right: 'sale' });
refused('a date there is not', { at: 'soldAt' }, { code: 'field-missing', path: '/at', right: 'soldOn' });
refused('a date that is none', { at: 'buyer' }, { code: 'aggregate-field-type', path: '/at', right: 'soldOn' });

refused('a key twice', grouped(byKind, byKind), { code: 'aggregate-key-twice', path: '/groupBy/1/key' });
refused('a group by a field there is not', grouped({ key: 'k', field: 'kinf' }), {
  code: 'field-missing',
  path: '/groupBy/0/field',
  right: 'kind',
});
refused('a group of nothing', grouped({ key: 'k' }), { code: 'aggregate-group-form', path: '/groupBy/0' });
refused('a group rolled up twice', grouped({ ...byKind, prefix: 2, level: 1 }), {
  code: 'aggregate-group-form',
  path: '/groupBy/0',
});
refused('a group by many values at once', grouped({ key: 'k', field: 'tags' }), {
  code: 'aggregate-field-type',
  path: '/groupBy/0/field',
});
refused('elements of one value', grouped({ ...byKind, item: '' }), {
  code: 'aggregate-field-type',
  path: '/groupBy/0/field',
  right: 'tags',
});
refused('a level without a tree', grouped({ key: 'k', field: 'buyer', level: 1 }), {
  code: 'aggregate-no-tree',
  path: '/groupBy/0/field',
  right: 'kind',
});
refused('three digits of a region', grouped({ key: 'k', field: 'region', prefix: 3 }), {
  code: 'aggregate-prefix',
  path: '/groupBy/0/prefix',
  right: '2, 4, 6',
});
refused('digits of an amount', grouped({ key: 'k', field: 'amount', prefix: 2 }), {
  code: 'aggregate-field-type',
  path: '/groupBy/0/field',
});
refused('months of a name', grouped({ key: 'k', field: 'buyer', bucket: 'month' }), {
  code: 'aggregate-field-type',
  path: '/groupBy/0/field',
});
refused(
  'a level of organizations there is not',
  grouped({ key: 'k', field: '$organization', organizationLevel: 'midle' }),
  {
    code: 'aggregate-level-missing',
    path: '/groupBy/0/organizationLevel',
    right: 'middle',
  },
);
refused('an amount as a name', grouped({ key: 'k', coalesce: [{ field: 'amount' }] }), {
  code: 'aggregate-field-type',
  path: '/groupBy/0/coalesce/0/field',
});
refused(
  'more groups than the keys allow',
  { ...grouped(byKind, { key: 'day', field: 'soldOn' }), maxGroups: 10_000 },
  {
    code: 'aggregate-size',
    path: '/groupBy',
    right: '10000',
  },
);
