import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf } from '#test/support/small-pack.ts';
import { watchPack } from '#test/support/watch-pack.ts';
import { setPath } from '../../json.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';

const list = 'definitions/watch/rules/watch-list.json';
const alarms = 'definitions/watch/rules/alarms.json';

/** What is found when places of one file of a sound pack hold something else; undefined takes them away. */
const found = (file: string, changes: Readonly<Record<string, unknown>>): string[] => {
  const files = watchPack();
  let definition = JSON.parse(files.get(file) ?? '{}') as object;
  for (const [place, value] of Object.entries(changes)) definition = setPath(definition, place, value);
  files.set(file, JSON.stringify(definition));
  const { catalog, issues } = buildCatalog(files, new Map());
  return [...issues, ...checkCatalog(catalog)].map(({ code, path }) => `${code} ${path}`);
};

test('a rule set over many records that is sound has no finding', () => {
  assert.deepEqual(checkCatalog(catalogOf(watchPack())), []);
});

const ladder = 'rules.0.outcome.level.ladder';
const rungs = `/rules/0/outcome/level/ladder/levels`;

const plants: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['rule-about-one ', list, { record: 'loss' }],
  ['rule-subject-key /subject/from/0', list, { 'subject.keys': ['nobody'] }],
  ['rule-subject-foreign /subject/keys', list, { 'subject.keys': ['nobody'] }],
  ['reference-missing /subject/from/0', list, { 'subject.from': ['gone'] }],
  ['rule-subject-nobody /subject/from', list, { 'subject.from': [] }],
  ['rule-name-unknown /facts/count/measure', list, { 'facts.count.measure': 'reader-losses.gone' }],
  ['rule-fact-type /facts/count/measure', list, { 'facts.count.type': 'date' }],
  ['rule-fact-needs-record /facts/count', list, { 'facts.count': { type: 'integer', field: 'x' } }],
  ['rule-date-missing /facts/threshold/at', list, { 'facts.threshold.at': undefined }],
  ['rule-name-unknown /facts/reader/group', list, { 'facts.reader.group': 'gone' }],
  ['rule-create-match /rules/0/outcome', list, { 'rules.0.outcome.match': undefined }],
  ['rule-create-while /rules/0/outcome', list, { 'rules.0.outcome.while': undefined }],
  ['rule-name-unknown /rules/0/outcome/while/0', list, { 'rules.0.outcome.while': ['gone'] }],
  ['rule-name-unknown /rules/0/outcome/data/gone', list, { 'rules.0.outcome.data.gone': { literal: 1 } }],
  ['rule-outcome-needs-record /rules/0/outcome/type', list, { 'rules.0.outcome': { type: 'block' } }],
  ['rule-regimes-record /regimes', list, { regimes: ['new'] }],
  ['rule-trigger-needs-record /trigger/actions', list, { 'trigger.actions': ['close'] }],
  ['field-missing /trigger/changed/0/subject/reader', list, { 'trigger.changed.0.subject.reader': 'gone' }],
  ['rule-subject-each /subject/each', alarms, { 'subject.each.module': 'watch' }],
  [`rule-ladder-twice ${rungs}`, alarms, { [`${ladder}.levels.1.key`]: 'blue' }],
  [
    `rule-ladder-order ${rungs}/2`,
    alarms,
    { [`${ladder}.levels.0.from`]: 1, [`${ladder}.levels.1.from`]: 5, [`${ladder}.levels.2.from`]: 4 },
  ],
  [
    `rule-ladder-order ${rungs}/1`,
    alarms,
    { [`${ladder}.levels.0.from`]: 4, [`${ladder}.levels.1.from`]: { parameter: 'watch-threshold' } },
  ],
  [`rule-ladder-value ${rungs}/0/from`, alarms, { [`${ladder}.levels.0.from`]: 'much' }],
  ['rule-ladder-modifier /rules/0/outcome/level/ladder/modifiers/0', alarms, { [`${ladder}.modifiers.0.to`]: 'red' }],
];

for (const [expected, file, changes] of plants)
  test(`a planted fault is found at its place: ${expected}`, () => {
    const all = found(file, changes);
    assert.ok(all.includes(expected), all.join('\n'));
  });
