import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { type EditedPack, editedPack, type Json } from '../support/edited-pack.ts';
import { isOnCourse, readExample, type Step, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import type { ProblemJson } from '../support/unchanged.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

/**
 * What an administrator changes without a programmer: the shipped pack with nothing edited but JSON and Handlebars, on
 * the same binaries, walked by the people of the worked example.
 */
const required = { document: 'on-site-record', state: 'issued', message: { zh: '须先制作现场笔录' } };
const deputy = {
  key: 'countersign',
  title: { zh: '法制会签', en: 'Countersignature' },
  who: [{ post: 'legalReviewer' }],
};
const weather = {
  type: 'textfield',
  key: 'weather',
  label: '天气',
  input: true,
  validate: { maxLength: 20 },
  meta: { title: { zh: '天气', en: 'Weather' }, list: true, query: true },
};

const edits = {
  'case/forms/caseRegister.json': (form: Json) => form.components.push(weather),
  'case/module.json': (module: Json) => {
    module.list.columns.push('weather', 'suspectAddress');
    module.list.query.push('weather');
  },
  'case/workflows/case.json': (workflow: Json) => {
    workflow.actions.submitFiling.needs.documents = [required];
    workflow.actions.reviewSource.approval.steps.splice(1, 0, deputy);
  },
  'case/parameters/hearing-fine.json': (parameter: Json) => {
    for (const one of parameter.values)
      if (one.when.partyKind === 'organization' && one.when.regime === 'scjg-2021') one.value = 20_000_000;
  },
  'case/parameters/clue-verify.json': (parameter: Json) => {
    for (const one of parameter.values)
      if (one.when.regime === 'scjg-2021') one.value = { length: 10, unit: 'workDay' };
  },
};
const sentence = '本笔录一式两份。';
const templates = {
  'case/on-site-record.hbs': (text: string) => text.replace('{{blankFrom}}', `<p>${sentence}</p>{{blankFrom}}`),
  'case/filing-approval.hbs': (text: string) =>
    text.replace(
      '<th>备注</th><td colspan="4">　</td>',
      '<th>备注</th><td colspan="4">天气：{{@root.record.weather}}</td>',
    ),
};

const example = readExample('example-a');
const step = (key: string): Step => {
  const found = example.steps.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

describe('an edited pack', () => {
  let pack: EditedPack;
  let system: TestSystem;
  let walk: Walk;
  let canPrint = true;
  const printed = new Map<string, string>();

  before(async () => {
    pack = await editedPack(edits, templates);
    system = await startSystem({
      now: '2026-04-28T00:00:00.000Z',
      demoDir: 'test/support/jiangzhou',
      packDir: pack.dir,
    });
    canPrint = (await system.services.printer.warmUp()).available;
    walk = new Walk(system, ({ key }, pdf) => {
      if (canReadPdf) printed.set(key, wordsOf(pdf));
    });
    await walk.begin(example);
  });
  after(async () => {
    await system.close();
    await pack.dispose();
  });

  const play = async (key: string, change: (one: Json) => void = () => {}): Promise<void> => {
    const { expect: _expect, ...one } = structuredClone(step(key)) as Json;
    change(one);
    await walk.play(one);
  };
  const record = async () => walk.get<Json>('lizhiyuan', walk.path('case'));

  it('starts without a finding, and describes the new field, column and question', async () => {
    const ready = (await (await fetch(`${system.url}/readyz`)).json()) as Json;
    assert.equal(ready.definitions.safeMode, null);
    const described = await walk.get<Json>('linxiaoman', '/modules/case');
    const named = (list: Json[]) => list.map(({ field }) => field);
    assert.deepEqual(named(described.columns).slice(-2), ['weather', 'suspectAddress']);
    assert.ok(named(described.query).includes('weather'));
    assert.ok(JSON.stringify(described.forms.caseRegister).includes('"weather"'));
    const openApi = await walk.get<Json>('linxiaoman', '/openapi.json');
    assert.ok('weather' in openApi.components.schemas.case.properties);
  });

  it('takes the new field, finds records by it and exports it with the new column', async () => {
    await play('registered', (one) => {
      one.create.data.weather = '小雨';
    });
    assert.equal((await walk.get<Json>('linxiaoman', walk.path('case'))).data.weather, '小雨');
    const found = (asked: string) => walk.get<Json[]>('linxiaoman', `/records/case?${asked}`);
    assert.equal((await found(`weather=${encodeURIComponent('小雨')}`)).length, 1);
    assert.equal((await found(`weather__contains=${encodeURIComponent('雨')}`)).length, 1);
    assert.equal((await found(`weather=${encodeURIComponent('晴')}`)).length, 0);
    const long = { data: { weather: 'x'.repeat(21) } };
    assert.equal((await walk.request('linxiaoman', 'POST', '/records/case', long)).status, 422);
    const sheet = await walk.get<Buffer>('linxiaoman', '/records/case/export.xlsx');
    const cells = Object.values(unzipSync(sheet))
      .map((content) => strFromU8(content))
      .join('');
    for (const text of ['天气', '小雨', '城东区工业二路18号']) assert.ok(cells.includes(text), text);
  });

  it('computes the term of the changed parameter', async () => {
    await play('submitted');
    const clocks = await walk.get<Json[]>('linxiaoman', `${walk.path('case')}/clocks`);
    assert.equal(clocks.find(({ deadline }) => deadline === 'clue-verify').due, '2026-05-13');
  });

  it('asks the added step between the two that were there', async () => {
    await play('sourceApproved');
    assert.equal((await walk.get<Json>('linxiaoman', walk.path('case'))).state, 'sourceReview');
    const tasks = await walk.get<Json[]>('hewenjing', '/tasks?state=todo');
    assert.equal(tasks.length, 1);
    await walk.play({
      key: 'countersigned',
      at: '2026-04-29T01:20:00.000Z',
      actor: 'hewenjing',
      act: { on: 'case', action: 'reviewSource', data: { result: 'agree', opinion: '同意。' } },
      expect: { state: 'verifying' },
    });
  });

  it('refuses what the newly required document is missing for, in the words of the definition', async () => {
    for (const key of ['party', 'partyConfirmed', 'product', 'productConfirmed', 'inspection', 'inspectionConfirmed'])
      await play(key);
    const { version } = await record();
    const data = JSON.stringify((step('filingApplied').act as Json).data).replaceAll('@party', walk.thing('party').id);
    const body = { version, data: JSON.parse(data) };
    const reply = await walk.request<ProblemJson>(
      'lizhiyuan',
      'POST',
      `${walk.path('case')}/actions/submitFiling`,
      body,
    );
    assert.equal(reply.status, 409);
    assert.deepEqual(
      reply.body.issues?.map(({ code, message }) => [code, message]),
      [['workflow.documentNotIssued', '须先制作现场笔录']],
    );
  });

  it('prints the new sentence and the new field, and goes on once the required document is there', async (t) => {
    if (!canPrint && process.env.CI !== 'true') return t.skip('no browser can print here');
    await play('prepare-onSiteRecord');
    await walk.play(step('issue-onSiteRecord'));
    for (const key of ['filingApplied', 'filingHead', 'filed', 'prepare-filingApproval']) await play(key);
    await walk.play(step('issue-filingApproval'));
    if (!canReadPdf && process.env.CI !== 'true') return t.skip('no pdftotext');
    assert.ok(printed.get('issue-onSiteRecord')?.includes(sentence));
    assert.ok(printed.get('issue-filingApproval')?.includes('天气：小雨'));
  });

  it('decides by the changed threshold: the same fine gives no right to a hearing', async (t) => {
    if (!canPrint && process.env.CI !== 'true') return t.skip('no browser can print here');
    const from = example.steps.findIndex(({ key }) => key === 'issue-filingApproval') + 1;
    const to = example.steps.findIndex(({ key }) => key === 'noticeSubmitted') + 1;
    for (const one of example.steps.slice(from, to))
      if (!one.refused && !one.document && !one.issue && isOnCourse(one)) await play(one.key);
    const { state, data } = await record();
    assert.equal(state, 'noticeDrafting');
    assert.equal(data.notice.maxFine, 12_474_000);
    assert.equal(step('noticeSubmitted').expect?.fields?.['notice.hearingRightIncluded'], true);
    assert.equal(data.notice.hearingRightIncluded, false);
  });
});
