import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import type { Example, Step } from '../support/jiangzhou/walk.ts';
import { readExample, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

/**
 * The promise: change the law in the system and know, before and after, what it does. A case whose fine lies between the
 * old and the new hearing threshold shows in the preview, and is treated by the new one once that is published.
 */
const oldLimit = 10_000_000;
const newLimit = 5_000_000;
const fine = 6_930_000;

/** The worked example with a fine of once the value of the goods; what it computes from the higher fine does not hold. */
const lighter = (step: Step): Step => {
  const { expect: { fields: _computed, ...expect } = {}, ...rest } = JSON.parse(
    JSON.stringify(step)
      .replaceAll('"amount":12474000', `"amount":${fine}`)
      .replaceAll('"multiple":"1.80"', '"multiple":"1.00"')
      .replaceAll('"discretionLevel":"normal"', '"discretionLevel":"light"'),
  ) as Step;
  return { ...rest, expect };
};

const until = ({ steps }: Example, last: string): readonly Step[] =>
  steps
    .slice(0, steps.findIndex(({ key }) => key === last) + 1)
    .filter(({ refused }) => refused === undefined)
    .map(lighter);

interface Parameter {
  values: { from: string; value: number; when: { partyKind: string; regime: string } }[];
}
interface Traced {
  outcomes: { rule: string; set?: { field: string; value: unknown } }[];
  trace: { rule: string; result: boolean | null }[];
}
interface Preview {
  changed: number;
  changes: {
    record: { _id: string; stateTitle: { zh: string } };
    rulesets: { key: string; before: Traced; after: Traced }[];
  }[];
}
interface Draft {
  id: string;
}
interface Tested {
  ok: boolean;
  results: { ok: boolean; golden: string; case: string; actual: object }[];
}
interface ProblemJson {
  type: string;
  issues: { file?: string; code: string; message: string; params: Record<string, unknown> }[];
}

const setFields = ({ outcomes }: Traced) =>
  Object.fromEntries(outcomes.flatMap(({ set }) => (set ? [[set.field, set.value]] : [])));

describe('a changed hearing threshold', () => {
  let system: TestSystem;
  let walk: Walk;
  let keeper: Client;
  let canPrint = true;

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    canPrint = (await system.services.printer.warmUp()).available;
    walk = new Walk(system, () => {});
  });
  after(() => system.close());

  const definition = async <T>(kind: string, key: string): Promise<T> =>
    (await keeper.get<{ definition: T }>(`/definitions/${kind}/${encodeURIComponent(key)}`)).definition;
  /** A draft with the threshold in force lowered, for organizations under the law of 2021. */
  const lowered = async (): Promise<string> => {
    const parameter = await definition<Parameter>('parameter', 'hearing-fine');
    const value = parameter.values.find(({ when }) => when.partyKind === 'organization' && when.regime === 'scjg-2021');
    assert.equal(value?.value, oldLimit);
    value.value = newLimit;
    const { id } = await keeper.post<Draft>('/drafts', { title: 'Hearing threshold' });
    await keeper.put(`/drafts/${id}/definitions/parameter/hearing-fine`, { definition: parameter });
    return id;
  };
  /** The administrator says what the examples must now give: what the new threshold gives. */
  const adaptGolden = async (id: string): Promise<void> => {
    const { results } = await keeper.post<Tested>(`/drafts/${id}/test`);
    for (const key of new Set(results.filter(({ ok }) => !ok).map(({ golden }) => golden))) {
      const golden = await definition<{ cases: { name: string; expect: object }[] }>('golden', key);
      for (const one of golden.cases) {
        const failed = results.find((result) => !result.ok && result.golden === key && result.case === one.name);
        if (failed) one.expect = failed.actual;
      }
      await keeper.put(`/drafts/${id}/definitions/golden/${key}`, { definition: golden });
    }
  };
  const noticeOf = async () =>
    (
      await walk.get<{ data: { notice: { hearingRightIncluded: boolean; hearingGround?: string } } }>(
        'lizhiyuan',
        walk.path('case'),
      )
    ).data.notice;

  it('leaves a case below the old threshold without a hearing right', async (t) => {
    if (!canPrint && process.env.CI !== 'true') return t.skip('no browser can print here');
    const example = readExample('example-a');
    await walk.begin(example);
    const steps = until(example, 'reviewApproved');
    for (const step of steps) await walk.play(step);
    const notice = example.steps.find(({ key }) => key === 'noticeSubmitted');
    assert.ok(notice);
    await walk.play(lighter(notice));
    assert.equal((await noticeOf()).hearingRightIncluded, false);
    keeper = await signIn(system.url, 'guzhiyao');
  });

  it('is refused while the golden cases say otherwise, naming the case', async (t) => {
    if (keeper === undefined) return t.skip('no browser can print here');
    const id = await lowered();
    const { ok, results } = await keeper.post<Tested>(`/drafts/${id}/test`);
    assert.equal(ok, false);
    assert.ok(results.some((result) => !result.ok && result.golden === 'hearing-fine'));
    const { status, body } = await keeper.request<ProblemJson>('POST', `/drafts/${id}/publish`, { note: '' });
    assert.equal(status, 422);
    assert.ok(body.issues.every(({ code, message }) => code === 'golden-failed' && message !== ''));
  });

  it('shows the case before it is published, with both traces, and treats it so afterwards', async (t) => {
    if (keeper === undefined) return t.skip('no browser can print here');
    const id = await lowered();
    await adaptGolden(id);
    const checked = await keeper.post<{ ok: boolean; findings: unknown[] }>(`/drafts/${id}/check`);
    assert.deepEqual(checked.findings, []);
    const tested = await keeper.post<Tested>(`/drafts/${id}/test`);
    assert.deepEqual(
      tested.results.filter(({ ok }) => !ok),
      [],
    );
    const preview = await keeper.post<Preview>(`/drafts/${id}/preview`);
    const change = preview.changes.find(({ record }) => record._id === walk.thing('case').id);
    const hearing = change?.rulesets.find(({ key }) => key === 'hearing-right');
    assert.ok(hearing, JSON.stringify(preview));
    assert.equal(setFields(hearing.before)['notice.hearingRightIncluded'], false);
    assert.equal(setFields(hearing.after)['notice.hearingRightIncluded'], true);
    assert.deepEqual(
      [hearing.before, hearing.after].map(({ trace }) => trace.find(({ rule }) => rule === 'hearing')?.result),
      [false, true],
    );
    await keeper.post(`/drafts/${id}/publish`, { note: 'Lower threshold' });
    await walk.play({
      key: 'back',
      at: '2026-06-12T01:30:00.000Z',
      actor: 'zhangguodong',
      act: { on: 'case', action: 'submitNotice', data: { result: 'return', opinion: 'x' } },
    });
    const notice = readExample('example-a').steps.find(({ key }) => key === 'noticeSubmitted');
    assert.ok(notice);
    await walk.play({ ...lighter(notice), at: '2026-06-12T01:40:00.000Z' });
    const { hearingRightIncluded, hearingGround } = await noticeOf();
    assert.deepEqual([hearingRightIncluded, hearingGround], [true, 'large-fine']);
  });

  it('is refused together with a template over a field that open cases do not have, by template, field and case', async (t) => {
    if (keeper === undefined) return t.skip('no browser can print here');
    const { id } = await keeper.post<Draft>('/drafts', { title: 'Hearing threshold and a sentence' });
    const form = await definition<{ components: object[] }>('form', 'penaltyNotice').catch(() => undefined);
    assert.ok(form, 'the form of the notice');
    form.components.push({
      type: 'textfield',
      key: 'noticeExtra',
      label: 'x',
      input: true,
      validate: { maxLength: 20 },
    });
    await keeper.put(`/drafts/${id}/definitions/form/penaltyNotice`, { definition: form });
    const key = encodeURIComponent('case/penalty-notice');
    const { text } = await keeper.get<{ text: string }>(`/definitions/template/${key}`);
    await keeper.put(`/drafts/${id}/definitions/template/${key}`, {
      text: `${text}<p>{{record.notice.noticeExtra}}</p>\n`,
    });
    const { status, body } = await keeper.request<ProblemJson>('POST', `/drafts/${id}/publish`, { note: '' });
    assert.equal(status, 422);
    const found = body.issues.find(({ code }) => code === 'pinned-template');
    assert.ok(found, JSON.stringify(body.issues, null, 1));
    assert.equal(found.file, 'templates/case/penalty-notice.hbs');
    const title = (await walk.get<{ metadata: { title: string } }>('lizhiyuan', walk.path('case'))).metadata.title;
    for (const part of ['case/penalty-notice', 'record.notice.noticeExtra', title, walk.thing('case').id])
      assert.ok(found.message.includes(part), found.message);
  });
});
