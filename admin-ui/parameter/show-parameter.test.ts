import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { catalogOf, changed, smallPack } from '#test/support/small-pack.ts';
import en from '../message/en.json' with { type: 'json' };
import { dimensionNames, dimensionsOf } from './dimensions.ts';
import { chainOf } from './lookup-question.ts';
import { showParameterValue, timelineOf } from './show-parameter.ts';

const speech = { language: 'en' as const, messages: en };
const file = 'definitions/loan/parameters/price-limit.json';
const withDimensions = () =>
  catalogOf(
    changed(
      changed(smallPack(), file, (parameter: ParameterDefinition) => {
        Object.assign(parameter, {
          dimensions: ['genre', 'regime'],
          values: [
            { from: '2024-01-01', value: 20000, when: { genre: 'novel' }, basis: 'rule 3' },
            { from: '2020-01-01', value: 10000, when: { genre: 'novel' } },
            { from: '2020-01-01', value: 5000, area: { level: 'city', code: '110100' } },
          ],
        });
      }),
      'definitions/loan/rules/lending.json',
      (ruleSet: { facts: { limit: object } }) => {
        Object.assign(ruleSet.facts.limit, { by: { genre: 'genre' } });
      },
    ),
  );
const parameterIn = (catalog: ReturnType<typeof catalogOf>) =>
  catalog.definitions.parameter.get('price-limit') as ParameterDefinition;

test('the dimensions are called like the fields that are asked for, with the list they are chosen from', () => {
  const catalog = withDimensions();
  assert.deepEqual(dimensionsOf(catalog, parameterIn(catalog), speech), [
    {
      name: 'genre',
      title: 'genre',
      choices: [
        { code: 'novel', title: 'Novel' },
        { code: 'poetry', title: 'Poetry' },
      ],
    },
    { name: 'regime', title: 'Regime', choices: [{ code: 'rules-2020', title: 'Rules of 2020' }] },
  ]);
});

test('dimensions are offered by their titles, with those that rule sets ask by', () => {
  const catalog = withDimensions();
  const { dimensions: _own, ...plain } = parameterIn(catalog);
  assert.deepEqual(
    dimensionNames(catalog, plain, speech).map(({ value, label }) => [value, label]),
    [
      ['regime', 'Regime'],
      ['genre', 'genre'],
    ],
  );
});

test('the values stand by whom they hold for, in the order of time', () => {
  const catalog = withDimensions();
  assert.deepEqual(
    timelineOf(catalog, parameterIn(catalog), speech).map(({ title, items }) => [
      title,
      ...items.map(({ from, value, basis }) => `${from} ${value} ${basis ?? '-'}`),
    ]),
    [
      ['Novel', '2020-01-01 CNY 100.00 -', '2024-01-01 CNY 200.00 rule 3'],
      ['City 110100', '2020-01-01 CNY 50.00 -'],
    ],
  );
});

test('values of other types read as people say them', () => {
  const catalog = catalogOf();
  const show = (type: ParameterDefinition['type'], value: unknown, more: Partial<ParameterDefinition> = {}) =>
    showParameterValue(catalog, { type, ...more }, value, speech);
  assert.equal(show('duration', { length: 28, unit: 'workDay' }), '28 working days');
  assert.equal(show('boolean', true), 'Yes');
  assert.equal(show('codes', ['novel', 'odd'], { codes: 'genre' }), 'Novel, odd');
  assert.equal(show('integer', 3, { unit: 'times' }), '3 times');
  assert.equal(show('money', 1.5), '1.5');
});

test('an organization stands in its chain with those above it, and a circle ends', () => {
  const office = (id: string, parent: string | null) => ({ id, name: id, level: 'x', region: `r${id}`, parent });
  assert.deepEqual(
    chainOf([office('a', 'b'), office('b', null)], 'a').map(({ id, region }) => `${id} ${region}`),
    ['a ra', 'b rb'],
  );
  assert.deepEqual(chainOf([office('a', null)], undefined), []);
  assert.equal(chainOf([office('a', 'a')], 'a').length, 20);
});
