import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchPack } from '#test/support/watch-pack.ts';
import { setPath } from '../../json.ts';
import { translate } from '../../message/translate.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';

const alarms = 'definitions/watch/rules/alarms.json';
const form = 'definitions/gauge/forms/gaugeForm.json';
const cell = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, input: true, ...more });
const measured = {
  kind: 'codes',
  key: 'measured',
  module: 'gauge',
  title: { zh: 'measured' },
  items: ['count', 'readers'].map((code) => ({ code, title: { zh: code } })),
};
const rows = {
  fact: 'asked',
  group: 'set',
  metric: 'metric',
  operator: 'is',
  value: 'than',
  operators: { atLeast: 'greaterThanInclusive' },
  metrics: { count: { fact: 'count', times: 2, base: 'readers' }, readers: { fact: 'readers' } },
};

/** What is found when a place of the rule's rows holds something else. */
const found = (changes: Readonly<Record<string, unknown>> = {}) => {
  const files = watchPack();
  const gauge = JSON.parse(files.get(form) ?? '{}') as { components: object[] };
  const metric = { ...cell('metric'), type: 'code', meta: { codes: 'measured' } };
  const components = [cell('set'), metric, cell('is'), cell('than')];
  gauge.components.push({ type: 'datagrid', key: 'asked', label: 'asked', input: true, components });
  files.set(form, JSON.stringify(gauge));
  files.set('definitions/gauge/codes/measured.json', JSON.stringify(measured));
  let set = JSON.parse(files.get(alarms) ?? '{}') as object;
  set = setPath(setPath(set, 'facts.asked', { type: 'rows', each: 'asked' }), 'rules.0.rows', rows);
  for (const [place, value] of Object.entries(changes)) set = setPath(set, place, value);
  files.set(alarms, JSON.stringify(set));
  const { catalog, issues } = buildCatalog(files, new Map());
  return [...issues, ...checkCatalog(catalog)];
};

test('sound conditions in rows have no finding', () => {
  assert.deepEqual(found(), []);
});

const plants: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['rule-rows-fact /rules/0/rows/fact', { 'rules.0.rows.fact': 'count' }],
  ['rule-rows-fact /rules/0/rows/fact', { 'rules.0.rows.fact': 'gone' }],
  ['rule-rows-metric /rules/0/rows/metrics/count', { 'rules.0.rows.metrics.count': { fact: 'gone' } }],
  ['rule-rows-metric /rules/0/rows/metrics/readers', { 'rules.0.rows.metrics.readers': { fact: 'name' } }],
  ['rule-rows-metric /rules/0/rows/metrics/count/base', { 'rules.0.rows.metrics.count.base': 'name' }],
  ['rule-rows-times /rules/0/rows/metrics/count/times', { 'facts.count.type': 'decimal' }],
  ['rule-rows-column /rules/0/rows/group', { 'rules.0.rows.group': 'gone' }],
  ['rule-rows-column /rules/0/rows/base', { 'rules.0.rows.base': 'least' }],
  ['rule-rows-code /rules/0/rows/metric', { 'rules.0.rows.metrics': { count: { fact: 'count' } } }],
];

for (const [expected, changes] of plants)
  test(`finds ${expected} of ${JSON.stringify(changes)} and says it in both languages`, () => {
    const findings = found(changes).filter(({ code }) => code.startsWith('rule-rows'));
    assert.deepEqual(
      findings.map(({ code, path }) => `${code} ${path}`),
      [expected],
    );
    for (const issue of findings)
      for (const language of ['zh', 'en'] as const) {
        const text = translate(issue, language);
        assert.doesNotMatch(text, /[{}]|rule-rows/);
      }
  });

test('an operator that is none of the order is refused by the schema', () => {
  const [first] = found({ 'rules.0.rows.operators': { about: 'matches' } });
  assert.equal(first?.path.startsWith('/rules/0/rows/operators'), true, JSON.stringify(first));
});
