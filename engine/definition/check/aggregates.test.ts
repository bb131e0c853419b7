import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregateOf } from '#test/support/sales/asked.ts';
import { saleDefinitions } from '#test/support/sales/world.ts';
import { hasMessage } from '../../message/has-message.ts';
import type { AggregateDefinition, AggregateGroup, AggregateMeasure, AggregateWindow } from '../../schema/types.gen.ts';
import { checkAggregates } from './aggregates.ts';
import { describeFinding } from './describe.ts';
import { checkReferences } from './references.ts';

const findingsOf = (...aggregates: readonly AggregateDefinition[]) => {
  const { catalog, issues } = saleDefinitions(aggregates);
  return [...issues, ...checkReferences(catalog), ...checkAggregates(catalog)];
};

const byKind: AggregateGroup = { key: 'kind', field: 'kind' };
const count: AggregateMeasure = { function: 'count' };
const other = aggregateOf({
  key: 'other',
  groupBy: [byKind],
  measures: { n: count, amount: { function: 'sum', field: 'amount' }, last: { function: 'max', field: 'soldOn' } },
});

interface Planted {
  readonly code: string;
  readonly path: string;
  readonly right?: string;
}

/** One fault in an aggregate that is sound otherwise. */
const refused = (title: string, more: Partial<AggregateDefinition>, { code, path, right }: Planted): void => {
  test(`a planted fault is found, named and answered: ${title}`, () => {
    const findings = findingsOf(aggregateOf(more), other);
    const found = findings.find((finding) => finding.code === code && finding.path === path);
    assert.ok(found, JSON.stringify(findings, null, 1));
    assert.equal(found.file, 'definitions/sale/aggregates/asked.json');
    if (right !== undefined) assert.ok(String(found.params?.right).includes(right), String(found.params?.right));
    for (const language of ['zh', 'en'] as const) {
      assert.ok(hasMessage(code, language), code);
      assert.doesNotMatch(describeFinding(found, language), /\{[A-Za-z]+\}|\[object|undefined/);
    }
  });
};

const measured = (m: AggregateMeasure) => ({
  measures: { n: count, amount: { function: 'sum' as const, field: 'amount' }, m },
});
const windowed = (window: AggregateWindow) => ({ window });
const grouped = (...groupBy: AggregateGroup[]) => ({ groupBy });
const asked = (fact: string, operator: string, value?: unknown) => ({ where: { fact, operator, value } });

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

refused('a window of a thousand years', windowed({ kind: 'rolling', unit: 'month', length: 12_000 }), {
  code: 'aggregate-window-length',
  path: '/window/length',
  right: '1 - 1200',
});
refused('no window at all', windowed({ kind: 'rolling', unit: 'day', length: 0 }), {
  code: 'aggregate-window-length',
  path: '/window/length',
});
refused('a rolling quarter', windowed({ kind: 'rolling', unit: 'quarter', length: 1 }), {
  code: 'aggregate-window-unit',
  path: '/window/unit',
});
refused('working days for days', windowed({ kind: 'rolling', unit: 'day', length: { parameter: 'term' } }), {
  code: 'aggregate-window-unit',
  path: '/window/length',
  right: 'day',
});
refused('a window without length', windowed({ kind: 'rolling', unit: 'day' }), {
  code: 'aggregate-window-needs',
  path: '/window',
});
refused('a range that ends before it begins', windowed({ kind: 'range', from: '2025-02-01', to: '2025-01-01' }), {
  code: 'aggregate-window-order',
  path: '/window/to',
});
refused('a day that does not exist', windowed({ kind: 'range', from: '2025-02-30', to: '2025-03-01' }), {
  code: 'aggregate-window-date',
  path: '/window/from',
});
refused(
  'since a number',
  { ...grouped(byKind), window: { kind: 'since', last: 'other', measure: 'n' } },
  { code: 'aggregate-since-measure', path: '/window/measure', right: 'last' },
);
refused('since groups by another key', windowed({ kind: 'since', last: 'other', measure: 'last' }), {
  code: 'aggregate-key-foreign',
  path: '/window/last',
});
refused(
  'since itself',
  { ...grouped(byKind), window: { kind: 'since', last: 'asked', measure: 'n' } },
  { code: 'aggregate-circle', path: '/window/last' },
);

refused('a condition on a fact there is not', asked('amoumt', 'equal', 1), {
  code: 'fact-unknown',
  path: '/where/fact',
  right: 'amount',
});
refused('a condition with a value of another type', asked('amount', 'equal', 'x'), {
  code: 'condition-value-type',
  path: '/where/value',
});
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

test('a circle over several aggregates is named at each of them', () => {
  const since = (key: string, last: string) =>
    aggregateOf({
      key,
      window: { kind: 'since', last, measure: 'day' },
      measures: { day: { function: 'max', field: 'soldOn' } },
    });
  const findings = findingsOf(since('a', 'b'), since('b', 'c'), since('c', 'a'));
  const circles = findings
    .filter(({ code }) => code === 'aggregate-circle')
    .map(({ file, params }) => `${file} ${params?.way}`);
  assert.deepEqual(circles, [
    'definitions/sale/aggregates/a.json a → b → c → a',
    'definitions/sale/aggregates/b.json b → c → a → b',
    'definitions/sale/aggregates/c.json c → a → b → c',
  ]);
});

test('sound aggregates are without fault', () => {
  const sound = aggregateOf({
    each: 'alarm',
    window: { kind: 'rolling', unit: 'month', length: { parameter: 'window-months' } },
    where: {
      all: [
        {
          any: [
            { fact: 'each.region', operator: 'absent' },
            { fact: 'region', operator: 'within', value: { each: 'region' } },
          ],
        },
        { fact: 'kind', operator: 'in', value: { each: 'kinds' } },
        { fact: 'kind', operator: 'notIn', value: { codes: 'kinds', where: { odd: true } } },
        { fact: 'tags', operator: 'containsAny', value: ['red'] },
        { fact: 'amount', operator: 'greaterThanInclusive', value: { each: 'least' } },
      ],
    },
    groupBy: [
      byKind,
      { key: 'place', field: 'region', prefix: { each: 'digits' } },
      { key: 'above', field: '$organization', organizationLevel: 'middle' },
      { key: 'who', coalesce: [{ field: 'taxNo', from: 9, length: 9 }, { fields: ['buyer', 'region'] }] },
    ],
    measures: {
      n: count,
      points: { function: 'sum', field: 'kind', weights: { parameter: 'kind-weight', by: { kind: 'kind' } } },
      amount: { function: 'sum', field: 'amount' },
      rate: { ratio: { of: 'amount', to: { aggregate: 'other', measure: 'amount' } } },
      part: { share: { of: 'n', within: { aggregate: 'other', measure: 'n', match: { kind: '=01' } } } },
      days: { function: 'median', from: 'soldOn', to: 'backAt', unit: 'workingDay' },
    },
    index: [['soldOn', 'kind', '$state']],
  });
  assert.deepEqual(findingsOf(sound, other), []);
});
