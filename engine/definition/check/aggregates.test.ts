import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregateOf } from '#test/support/sales/asked.ts';
import { byKind, count, findingsOf, other } from '#test/support/sales/planted-aggregate.ts';

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
