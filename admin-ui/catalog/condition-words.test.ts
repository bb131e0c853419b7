import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { catalogOf } from '#test/support/small-pack.ts';
import en from '../message/en.json' with { type: 'json' };
import { conditionLines } from './condition-words.ts';
import { fieldLabel, recordLabels, ruleSetLabels, type Speech } from './labels.ts';

const speech: Speech = { language: 'en', messages: en };
const catalog = catalogOf();
const labels = recordLabels(catalog, 'loan', speech);
const words = (condition: Parameters<typeof conditionLines>[0]) =>
  conditionLines(condition, labels, speech).map(({ depth, text }) => `${'-'.repeat(depth)}${text}`);

test('a condition reads as indented sentences with the titles of its facts', () => {
  assert.deepEqual(
    words({
      all: [
        { fact: 'price', operator: 'greaterThan', value: 20000 },
        { not: { fact: 'genre', operator: 'in', value: ['novel', 'poetry'] } },
        {
          any: [
            { fact: '$state', operator: 'equal', value: 'lent' },
            { fact: 'book', operator: 'exists' },
          ],
        },
      ],
    }),
    [
      'All of these hold',
      '-price is greater than CNY 200.00',
      '-This does not hold',
      '--genre is one of Novel, Poetry',
      '-Any of these holds',
      '--State is Lent',
      '--book is filled',
    ],
  );
});

test('a range reads from low to high, and an operator without words shows itself', () => {
  assert.deepEqual(words({ fact: 'price', operator: 'between', value: [100, 200] }), [
    'price is between CNY 1.00 and CNY 2.00',
  ]);
  assert.deepEqual(words({ fact: 'book', operator: 'soundsLike', value: 'x' }), ['book soundsLike x']);
});

test('facts of a rule set are called by the parameter or field they come from', () => {
  const ruleSet = catalog.definitions.ruleset.get('lending') as RuleSetDefinition;
  const own = ruleSetLabels(catalog, ruleSet, speech);
  assert.equal(own.fact('limit').title, 'Price from which the head agrees');
  assert.deepEqual(own.fact('price'), { title: 'price', type: 'money' });
  assert.equal(own.fact('unknown').title, 'unknown');
  assert.deepEqual(
    conditionLines({ fact: 'price', operator: 'greaterThan', value: { fact: 'limit' } }, own, speech).map(
      ({ text }) => text,
    ),
    ['price is greater than Price from which the head agrees'],
  );
});

test('what is handed in is called like the field it fills, and an unknown path by itself', () => {
  assert.equal(fieldLabel(catalog, 'loan', 'input.remark', speech), 'remark');
  assert.equal(fieldLabel(catalog, 'loan', '$today', speech), 'Today');
  assert.equal(fieldLabel(catalog, 'nowhere', 'a.b', speech), 'a.b');
});
