import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Desk, librarian, openDesk } from '#test/support/definition-desk.ts';
import { definitionAt, draftWith, limitOf, limitPath, refusal } from '#test/support/definition-drafts.ts';
import { exportPack } from '../../query/export-pack.ts';
import { listDrafts, readDraft } from '../../query/read-draft.ts';
import { checkDraft } from '../check-draft.ts';
import { discardDraft } from '../discard-draft.ts';
import { importPack } from '../import-pack.ts';
import { openDraft } from '../open-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { type DraftItem, saveDraftItem, saveDraftItems } from '../save-draft-item.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test('a discarded draft is closed and cannot be published', async () => {
  const id = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'x' } } });
  await discardDraft(await desk.context(), { id });
  assert.deepEqual(await listDrafts(await desk.context()), []);
  assert.equal((await refusal(publishDraft(await desk.context(), { id, note: '' }))).slug, 'draft-conflict');
});

test('code in a form, a definition of no schema and a looping template are refused when they are saved', async () => {
  const context = await desk.context();
  const { id } = await openDraft(context, { title: 'x' });
  const form = definitionAt('definitions/loan/forms/loanForm.json') as { components: Record<string, unknown>[] };
  (form.components[0] ?? {}).customConditional = 'show = true';
  const save = (kind: string, key: string, definition: unknown) =>
    refusal(saveDraftItem(context, { id, kind, key, definition }));
  assert.equal((await save('form', 'loanForm', form)).issues[0]?.path, '/components/0/customConditional');
  assert.equal((await save('codes', 'genre', { kind: 'codes', key: 'genre', module: 'loan' })).slug, 'invalid-input');
  assert.equal((await save('codes', 'other', definitionAt('definitions/loan/codes/genre.json'))).slug, 'invalid-input');
  assert.equal((await save('template', 'loan/slip', '{{#each record}}')).issues[0]?.code, 'templateBlockOpen');
  assert.equal((await save('template', '../../etc/x', 'y')).slug, 'not-found');
  assert.deepEqual((await readDraft(context, { id })).items, []);
});

test('several definitions are stored together: all of them or none, and the one that is refused is named', async () => {
  const context = await desk.context();
  const { id } = await openDraft(context, { title: 'x' });
  const limit = { kind: 'parameter', key: 'price-limit', definition: { ...limitOf(20000), title: { zh: 'x' } } };
  const slip = { kind: 'template', key: 'loan/slip', definition: '<p>{{record.book}}!</p>\n' };
  const save = (items: readonly DraftItem[], idempotencyKey?: string) =>
    saveDraftItems(context, { id, items, ...(idempotencyKey && { idempotencyKey }) });
  const broken = await refusal(save([limit, { ...slip, definition: '{{#each record}}' }]));
  assert.match(broken.issues[0]?.path ?? '', /^\/items\/1/);
  assert.equal(
    (await refusal(save([limit, { kind: 'nothing', key: 'x', definition: {} }]))).issues[0]?.path,
    '/items/1',
  );
  assert.equal((await refusal(save([limit, limit]))).issues[0]?.code, 'draft-item-twice');
  assert.deepEqual((await readDraft(context, { id })).items, []);
  await save([limit, slip], 'together');
  await save([limit, slip], 'together');
  assert.equal((await readDraft(context, { id })).items.length, 2);
  await save([{ ...limit, definition: undefined }, slip]);
  assert.equal((await readDraft(context, { id })).items.length, 1);
});

test('export and import give the same bytes, also after changes', async () => {
  const before = await exportPack(await desk.context());
  const id = await draftWith(desk, {
    'parameter/price-limit': { ...limitOf(20000), title: { zh: '\u9650\u989d' } },
    'template/loan/slip': '<p>{{record.book}}!</p>\n',
  });
  await publishDraft(await desk.context(), { id, note: '' });
  const after = await exportPack(await desk.context());
  assert.notDeepEqual(Buffer.from(after), Buffer.from(before));
  const back = await importPack(await desk.context(), { zip: before, title: 'back' });
  assert.deepEqual(back.items, [limitPath, 'templates/loan/slip.hbs']);
  await publishDraft(await desk.context(), { id: back.id, note: '' });
  assert.deepEqual(Buffer.from(await exportPack(await desk.context())), Buffer.from(before));
  const again = await importPack(await desk.context(), { zip: after, title: 'again' });
  await publishDraft(await desk.context(), { id: again.id, note: '' });
  assert.deepEqual(Buffer.from(await exportPack(await desk.context())), Buffer.from(after));
});

test('what is no zip is refused', async () => {
  const problem = await refusal(importPack(await desk.context(), { zip: new Uint8Array([1, 2, 3]), title: '' }));
  assert.equal(problem.slug, 'malformed-request');
});

test('reading, editing and publishing definitions each ask for their right, and more rights for a second person', async () => {
  const stranger = await desk.context(librarian);
  const id = await draftWith(desk, { 'parameter/price-limit': limitOf(20000) });
  for (const work of [
    () => openDraft(stranger, { title: '' }),
    () => checkDraft(stranger, { id }),
    () => publishDraft(stranger, { id, note: '' }),
    () => exportPack(stranger),
  ])
    assert.equal((await refusal(work())).slug, 'not-permitted');
  const role = definitionAt('definitions/platform/roles/librarian.json') as { system?: string[] };
  const widening = await draftWith(desk, { 'role/librarian': { ...role, system: ['auditRead'] } });
  const problem = await refusal(publishDraft(await desk.context(), { id: widening, note: '' }));
  assert.deepEqual([problem.slug, problem.issues[0]?.params?.right], ['not-permitted', 'usersManage']);
});

test('a definition that only the draft has can be taken out of it again', async () => {
  const { id } = await openDraft(await desk.context(), { title: 'x' });
  const fresh = { kind: 'codes', key: 'binding', module: 'loan', title: { zh: '\u88c5\u8ba2' }, items: [] };
  const item = { id, kind: 'codes', key: 'binding' };
  const saved = await saveDraftItem(await desk.context(), { ...item, definition: fresh });
  assert.deepEqual(
    saved.items.map(({ file, change }) => [file, change]),
    [['definitions/loan/codes/binding.json', 'added']],
  );
  const without = await saveDraftItem(await desk.context(), { ...item, definition: undefined });
  assert.deepEqual(without.items, []);
});
