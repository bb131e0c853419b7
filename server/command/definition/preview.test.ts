import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Desk, openDesk } from '#test/support/definition-desk.ts';
import { definitionAt, draftWith, goldenFor, limitOf } from '#test/support/definition-drafts.ts';
import { readDraft } from '../../query/read-draft.ts';
import { insertRow } from '../../storage/db.ts';
import { checkDraft } from '../check-draft.ts';
import { previewDraft } from '../preview-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { testDraft } from '../test-draft.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const limitInForce = async () =>
  (await desk.context()).catalog.definitions.parameter.get('price-limit')?.values[1]?.value;

test('a changed parameter is previewed with both traces, published, and the definitions in force are changed', async () => {
  await desk.lend('a', { book: 'Dear', price: 15000, lentOn: '2026-01-05' });
  await desk.lend('b', { book: 'Cheap', price: 900, lentOn: '2026-01-05' });
  await desk.lend('c', { book: 'Done', price: 15000, lentOn: '2026-01-05' }, 'back');
  const id = await draftWith(desk, { 'parameter/price-limit': limitOf(12000), 'golden/limit': goldenFor(12000) });
  const context = await desk.context();
  assert.deepEqual(await checkDraft(context, { id }), { ok: true, findings: [] });
  const tested = await testDraft(context, { id });
  assert.deepEqual([tested.ok, tested.total, tested.failed], [true, 3, 0]);
  const preview = await previewDraft(context, { id });
  assert.deepEqual([preview.examined, preview.changed, preview.truncated], [2, 1, false]);
  const [change] = preview.changes;
  assert.deepEqual(change?.record, {
    _id: 'a',
    module: 'loan',
    // Who keeps rules need not read what they decide about.
    title: null,
    moduleTitle: { zh: 'Loans', en: 'Loans' },
    organization: 'branch',
    organizationName: 'Branch',
    state: 'lent',
    stateTitle: { zh: 'Lent', en: 'Lent' },
  });
  const item = change.rulesets[0] as unknown as { before: Traced; after: Traced };
  assert.deepEqual(item.before.outcomes, []);
  assert.deepEqual(
    item.after.outcomes.map(({ rule, type }) => [rule, type]),
    [['dear', 'block']],
  );
  assert.deepEqual(
    [item.before, item.after].map(({ trace }) => [trace[0]?.condition.actual, trace[0]?.condition.expected]),
    [
      [15000, 20000],
      [15000, 12000],
    ],
  );
  const published = await publishDraft(context, { id, note: 'Lower limit' });
  assert.equal(published.number, 2);
  assert.deepEqual(published.preview, { examined: 2, changed: 1 });
  assert.equal(await limitInForce(), 12000);
  assert.deepEqual((await readDraft(await desk.context(), { id })).state, 'published');
});
interface Traced {
  outcomes: { rule: string; type: string }[];
  trace: { condition: { actual: unknown; expected: unknown } }[];
}

test('a changed length shows the running clocks that would end on another day', async () => {
  await desk.lend('a', { book: 'Dear', price: 100, lentOn: '2026-03-06' });
  const { storage } = await desk.context();
  await storage.transact((db) =>
    insertRow(db, 'clock', {
      id: 'c',
      record_id: 'a',
      root_id: 'a',
      deadline: 'return',
      round: 1,
      start_at: '2026-03-06',
      due_at: '2026-04-03',
      provisional: 0,
      state: 'running',
      length: 28,
      unit: 'naturalDay',
      extensions: '[]',
      computation: '[]',
      calendar: 'week',
      created_at: '2026-03-06T01:00:00.000Z',
      ended_at: null,
    }),
  );
  const days = definitionAt('definitions/loan/parameters/loan-days.json') as {
    values: { value: { length: number } }[];
  };
  (days.values[0] ?? { value: { length: 0 } }).value.length = 29;
  const id = await draftWith(desk, { 'parameter/loan-days': days });
  const { changed, changes } = await previewDraft(await desk.context(), { id });
  assert.equal(changed, 1);
  const [clock] = changes[0]?.clocks ?? [];
  assert.deepEqual(
    [clock?.deadline, clock?.before, clock?.after].map((part) => (part as { due?: string })?.due ?? part),
    ['return', '2026-04-03', '2026-04-06'],
  );
});
