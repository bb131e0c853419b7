import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { setPath } from '../../json.ts';
import { translate } from '../../message/translate.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';

const file = 'definitions/loan/workflows/loanFlow.json';

const found = (place: string, apart: object) => {
  const files = workshopPack();
  files.set(file, JSON.stringify(setPath(JSON.parse(files.get(file) ?? '{}') as object, place, [apart])));
  const { catalog, issues } = buildCatalog(files, new Map());
  return [...issues, ...checkCatalog(catalog)];
};

test('persons kept apart by a duty, an assignment, authorship or organization are sound', () => {
  for (const apart of [{ group: 'sign' }, { assigned: 'holder' }, { author: true }, { organization: true }])
    assert.deepEqual(found('actions.renew.apart', apart), [], JSON.stringify(apart));
});

const plants: readonly (readonly [string, string, object])[] = [
  ['people-apart-group /actions/renew/apart/0/group', 'actions.renew.apart', { group: 'gone' }],
  ['people-apart-assigned /actions/renew/apart/0/assigned', 'actions.renew.apart', { assigned: 'gone' }],
  ['people-apart-record /actions/renew/apart/0/record', 'actions.renew.apart', { author: true, record: 'price' }],
  ['people-apart-record /actions/renew/apart/0/record', 'actions.renew.apart', { author: true, record: 'gone' }],
  [
    'people-apart-group /actions/sign/approval/steps/0/apart/0/group',
    'actions.sign.approval.steps.0.apart',
    { group: 'gone' },
  ],
];

for (const [expected, place, apart] of plants)
  test(`finds ${expected} of ${JSON.stringify(apart)} and says it in both languages`, () => {
    const findings = found(place, apart);
    assert.deepEqual(
      findings.map(({ code, path }) => `${code} ${path}`),
      [expected],
    );
    for (const language of ['zh', 'en'] as const)
      for (const issue of findings) assert.doesNotMatch(translate(issue, language), /[{}]|people-apart/);
  });

test('a rule that names nothing is refused by the schema', () => {
  assert.equal(found('actions.renew.apart', {})[0]?.path, '/actions/renew/apart/0');
});
