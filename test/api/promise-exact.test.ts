import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { layoutOf } from '#server/storage/module-layout.ts';
import { insertRecord } from '#server/storage/records.ts';
import { stored } from '#test/support/stored.ts';
import { type Client, signIn } from '../support/client.ts';
import type { Json } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import type { ProblemJson } from '../support/unchanged.ts';

/** Which open records a change touches, and only those: one case on every side of both thresholds. */
interface Case {
  readonly id: string;
  readonly fine: number;
  readonly kind?: string;
  readonly regime?: string;
  readonly state?: string;
  readonly kinds?: readonly string[];
  readonly changes: boolean;
}
const cases: readonly Case[] = [
  { id: 'below-both', fine: 4_999_999, changes: false },
  { id: 'on-the-new', fine: 5_000_000, changes: true },
  { id: 'between', fine: 7_000_000, changes: true },
  { id: 'below-the-old', fine: 9_999_999, changes: true },
  { id: 'on-the-old', fine: 10_000_000, changes: false },
  { id: 'above-both', fine: 20_000_000, changes: false },
  { id: 'citizen', fine: 7_000_000, kind: 'citizen', changes: false },
  { id: 'old-law', fine: 7_000_000, regime: 'zj-2011', changes: false },
  // A hearing it has in any case; what changes is the ground that is told.
  { id: 'heard-anyway', fine: 7_000_000, kinds: ['fine', 'stop-production'], changes: true },
  { id: 'finished', fine: 7_000_000, state: 'closed', changes: false },
];
const touched = cases
  .filter(({ changes }) => changes)
  .map(({ id }) => id)
  .sort();
/** Has a right to a hearing under the old threshold too. */
const heardBefore = touched.map((id) => id === 'heard-anyway');
const [oldLimit, newLimit] = [10_000_000, 5_000_000];
const at = '2026-05-06T01:00:00.000Z';

describe('a lowered threshold among many cases', () => {
  let system: TestSystem;
  let keeper: Client;
  let first: string;
  let draft: string;

  before(async () => {
    system = await startSystem({ now: at, demoDir: 'test/support/jiangzhou' });
    keeper = await signIn(system.url, 'guzhiyao');
    const catalog = system.catalog.current();
    const closure = await system.services.closures.pin(system.storage, catalog, 'case');
    await system.storage.transact(async (db) => {
      for (const { id, fine, kind = 'organization', regime = 'scjg-2021', state = 'noticeDrafting', ...one } of cases) {
        const notice = {
          noticeDate: '2026-05-06',
          maxFine: fine,
          confiscatedTotal: 0,
          penaltyKinds: one.kinds ?? ['fine'],
          noticeExtra: 'x',
        };
        const data = stored({ caseTitle: id, thresholdKind: kind, notice });
        const place = { id, module: 'case', organization: '99010000', root_id: id, parent_id: null, title: id, state };
        const state_class = catalog.module('case').workflow.states[state]?.class ?? 'editable';
        const rest = { state_class, regime, closure, owner: 'lizhiyuan', due_at: null, version: 1, family_version: 1 };
        const made = { platform: 'test', origin: 'entered', created_at: at, created_by: 'lizhiyuan' };
        const layout = layoutOf(system.storage.dialect, catalog.module('case'));
        await insertRecord(db, layout, { ...place, ...rest, ...made, modified_at: at, modified_by: 'lizhiyuan' }, data);
      }
    });
  });
  after(() => system.close());

  const definition = async (kind: string, key: string): Promise<Json> =>
    (await keeper.get<Json>(`/definitions/${kind}/${encodeURIComponent(key)}`)).definition;
  const valueIn = (parameter: Json): Json =>
    parameter.values.find(({ when }: Json) => when.partyKind === 'organization' && when.regime === 'scjg-2021');
  const inForce = async (): Promise<number> => valueIn(await definition('parameter', 'hearing-fine')).value;

  const draftWith = async (limit: number): Promise<string> => {
    const { id } = await keeper.post<{ id: string }>('/drafts', { title: 'hearing-fine' });
    const parameter = await definition('parameter', 'hearing-fine');
    valueIn(parameter).value = limit;
    await keeper.put(`/drafts/${id}/definitions/parameter/hearing-fine`, { definition: parameter });
    const { results } = await keeper.post<Json>(`/drafts/${id}/test`);
    for (const key of new Set<string>(results.filter(({ ok }: Json) => !ok).map(({ golden }: Json) => golden))) {
      const golden = await definition('golden', key);
      for (const one of golden.cases) {
        const failed = results.find((result: Json) => !result.ok && result.golden === key && result.case === one.name);
        if (failed) one.expect = failed.actual;
      }
      await keeper.put(`/drafts/${id}/definitions/golden/${key}`, { definition: golden });
    }
    return id;
  };
  const changedBy = async (id: string): Promise<Json[]> =>
    (await keeper.post<Json>(`/drafts/${id}/preview`)).changes.filter(({ rulesets }: Json) =>
      rulesets.some(({ key }: Json) => key === 'hearing-right'),
    );
  const ids = (changes: Json[]): string[] => changes.map(({ record }) => record._id).sort();
  const verdicts = (changes: Json[], side: 'before' | 'after'): unknown[] =>
    changes
      .toSorted((a, b) => (a.record._id < b.record._id ? -1 : 1))
      .map(({ rulesets }) => {
        const { trace } = rulesets.find(({ key }: Json) => key === 'hearing-right')[side];
        return trace.find(({ rule }: Json) => rule === 'hearing').result;
      });

  it('shows exactly the open cases between the two, each with both traces', async () => {
    first = (await keeper.get<Json[]>('/releases'))[0].id;
    draft = await draftWith(newLimit);
    const changes = await changedBy(draft);
    assert.deepEqual(ids(changes), touched);
    assert.deepEqual(verdicts(changes, 'before'), heardBefore);
    assert.deepEqual(
      verdicts(changes, 'after'),
      touched.map(() => true),
    );
  });

  it('changes nothing by being looked at', async () => {
    assert.equal(await inForce(), oldLimit);
    assert.equal((await keeper.get<Json[]>('/releases')).length, 1);
  });

  it('refuses the same draft with a template over a field open cases do not have, counting them', async () => {
    const form = await definition('form', 'penaltyNotice');
    form.components.push({ type: 'textfield', key: 'later', label: 'x', input: true, validate: { maxLength: 20 } });
    const id = await draftWith(newLimit);
    await keeper.put(`/drafts/${id}/definitions/form/penaltyNotice`, { definition: form });
    const key = encodeURIComponent('case/penalty-notice');
    const { text } = await keeper.get<Json>(`/definitions/template/${key}`);
    await keeper.put(`/drafts/${id}/definitions/template/${key}`, { text: `${text}<p>{{record.notice.later}}</p>\n` });
    const { status, body } = await keeper.request<ProblemJson>('POST', `/drafts/${id}/publish`, { note: '' });
    assert.equal(status, 422);
    assert.equal(body.type, 'urn:problem-type:zhifa:definitions-refused');
    const found = body.issues?.find(({ code }) => code === 'pinned-template');
    assert.equal(found?.params?.template, 'case/penalty-notice');
    assert.equal(found?.params?.field, 'record.notice.later');
    const open = cases.filter(({ state }) => state !== 'closed').map(({ id: one }) => `${one} (${one})`);
    const named = found?.params?.records as string[];
    assert.equal(found?.params?.count, open.length);
    assert.deepEqual(named.toSorted(), open.toSorted(), 'each of them by name');
    for (const one of named.slice(0, 5)) assert.ok(found?.message.includes(one), found?.message);
    assert.ok(found?.message.includes(String(open.length)), found?.message);
    assert.equal(await inForce(), oldLimit);
  });

  it('is in force at once, and the way back shows the same cases', async () => {
    await keeper.post(`/drafts/${draft}/publish`, { note: 'lowered' });
    assert.equal(await inForce(), newLimit);
    const changes = await changedBy(await draftWith(oldLimit));
    assert.deepEqual(ids(changes), touched);
    assert.deepEqual(
      verdicts(changes, 'before'),
      touched.map(() => true),
    );
  });

  it('is taken back by a revert, which says what it changes and is a release of its own', async () => {
    const [lowered] = await keeper.get<Json[]>('/releases');
    const reverted = await keeper.post<Json>(`/releases/${lowered.id}/revert`, { note: 'back' });
    assert.equal(reverted.preview.changed, touched.length);
    assert.equal(await inForce(), oldLimit);
    const releases = await keeper.get<Json[]>('/releases');
    assert.equal(releases.length, 3);
    assert.deepEqual(
      releases.map(({ current }) => current),
      [true, false, false],
    );
    assert.deepEqual(await keeper.get(`/releases/${releases[0].id}/diff/${first}`), []);
    assert.deepEqual(ids(await changedBy(await draftWith(newLimit))), touched);
  });
});
