import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { type Desk, keeperOfRules, openDesk } from '#test/support/definition-desk.ts';
import { definitionAt, draftWith } from '#test/support/definition-drafts.ts';
import { changed, smallPack } from '#test/support/small-pack.ts';
import { insertRow } from '../../storage/db.ts';
import { previewDraft } from '../preview-draft.ts';

let desk: Desk;
afterEach(() => desk.close());

const clockOf = async (record: string, due: string) => {
  const { storage } = await desk.context();
  await storage.transact((db) =>
    insertRow(db, 'clock', {
      ...{
        id: `c-${record}`,
        record_id: record,
        root_id: record,
        deadline: 'return',
        round: 1,
        start_at: '2026-06-08',
      },
      ...{ due_at: due, provisional: 0, state: 'running', length: 28, unit: 'naturalDay', extensions: '[]' },
      ...{ computation: '[]', calendar: 'week', created_at: '2026-06-08T01:00:00.000Z', ended_at: null },
    }),
  );
};

test('a shorter term moves due dates and lights, and both are counted', async () => {
  desk = await openDesk();
  await desk.lend('a', { book: 'Dear', price: 100, lentOn: '2026-06-08' });
  await clockOf('a', '2026-07-06');
  const days = definitionAt('definitions/loan/parameters/loan-days.json') as {
    values: { value: { length: number } }[];
  };
  for (const { value } of days.values) value.length = 14;
  const id = await draftWith(desk, { 'parameter/loan-days': days });
  const { moved, changes } = await previewDraft(await desk.context(), { id });
  assert.deepEqual(moved, { clocks: 1, lights: 1 });
  const [clock] = changes[0]?.clocks ?? [];
  assert.deepEqual(
    [clock?.before?.due, clock?.before?.light, clock?.after?.due, clock?.after?.light],
    ['2026-07-06', 'green', '2026-06-22', 'red'],
  );
});

test('a day off in the calendar moves what would have ended on it', async () => {
  desk = await openDesk();
  await desk.lend('a', { book: 'Dear', price: 100, lentOn: '2026-06-08' });
  await clockOf('a', '2026-07-06');
  const week = definitionAt('definitions/platform/calendars/week.json') as {
    years: Record<string, { holidays: string[] }>;
  };
  week.years['2026']?.holidays.push('2026-07-06');
  const id = await draftWith(desk, { 'calendar/week': week });
  const { deadlines, changes } = await previewDraft(await desk.context(), { id });
  assert.deepEqual(deadlines, ['return']);
  assert.deepEqual(
    changes[0]?.clocks.map(({ before, after }) => [before?.due, after?.due]),
    [['2026-07-06', '2026-07-07']],
  );
});

test('a code that moves to another branch shows whose decision would be another', async () => {
  const file = 'definitions/loan/rules/lending.json';
  const pack = changed(smallPack(), file, ((one: { facts: Record<string, unknown>; rules: unknown[] }) => {
    one.facts.genre = { type: 'code', field: 'genre' };
    one.rules.push({
      key: 'verse',
      when: { fact: 'genre', operator: 'descendantOf', value: 'poetry' },
      unknown: 'ignore',
      outcome: { type: 'warn', message: { zh: 'Verse', en: 'Verse' } },
    });
  }) as (definition: never) => unknown);
  desk = await openDesk(pack);
  await desk.lend('a', { book: 'Ballads', genre: 'novel', price: 100, lentOn: '2026-06-08' });
  await desk.lend('b', { book: 'Odes', genre: 'poetry', price: 100, lentOn: '2026-06-08' });
  const genres = JSON.parse(pack.get('definitions/loan/codes/genre.json') ?? '') as {
    items: { code: string; parent?: string }[];
  };
  for (const item of genres.items) if (item.code === 'novel') item.parent = 'poetry';
  const id = await draftWith(desk, { 'codes/genre': JSON.parse(formatDefinition(genres)) });
  const { ruleSets, changed: moves, changes } = await previewDraft(await desk.context(), { id });
  assert.deepEqual([ruleSets, moves], [['lending'], 1]);
  assert.deepEqual(
    changes.map(({ record, rulesets }) => [record._id, rulesets.map(({ key }) => key)]),
    [['a', ['lending']]],
  );
});

test('who may read the records sees them by name; who keeps rules alone does not', async () => {
  desk = await openDesk();
  await desk.lend('a', { book: 'Dear', price: 15000, lentOn: '2026-01-05' });
  const limit = definitionAt('definitions/loan/parameters/price-limit.json') as { values: { value: number }[] };
  for (const one of limit.values) one.value = 100;
  const id = await draftWith(desk, { 'parameter/price-limit': limit });
  const titles = async (roles: readonly string[]) => {
    const { changes } = await previewDraft(await desk.context({ ...keeperOfRules, roles }), { id });
    return changes.map(({ record }) => record.title);
  };
  assert.deepEqual(await titles(['rule-keeper']), [null]);
  assert.deepEqual(await titles(['rule-keeper', 'librarian']), ['Loan a']);
});
