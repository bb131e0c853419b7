import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { type Desk, librarian, openDesk } from '#test/support/definition-desk.ts';
import { changed, smallPack } from '#test/support/small-pack.ts';
import { diffReleases } from '../../query/diff-releases.ts';
import { exportPack } from '../../query/export-pack.ts';
import { listReleases } from '../../query/list-releases.ts';
import { readDraft } from '../../query/read-draft.ts';
import { all } from '../../storage/db.ts';
import { checkDraft } from '../check-draft.ts';
import { importPack } from '../import-pack.ts';
import { openDraft } from '../open-draft.ts';
import { previewDraft } from '../preview-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { revertRelease } from '../revert-release.ts';
import { saveDraftItem } from '../save-draft-item.ts';
import { testDraft } from '../test-draft.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type Parameter = { values: { value: number }[]; title: { zh: string } };
const limitPath = 'definitions/loan/parameters/price-limit.json';
const definitionAt = (path: string, files = smallPack()) => JSON.parse(files.get(path) ?? '{}') as never;
const limitOf = (value: number): Parameter => {
  const definition = definitionAt(limitPath) as Parameter;
  (definition.values[1] ?? { value: 0 }).value = value;
  return definition;
};
/** A draft with whole definitions by `kind/key`. */
const draftWith = async (items: Readonly<Record<string, unknown>>) => {
  const context = await desk.context();
  const { id } = await openDraft(context, { title: 'x' });
  for (const [name, definition] of Object.entries(items)) {
    const [kind = '', ...key] = name.split('/');
    await saveDraftItem(context, { id, kind, key: key.join('/'), definition });
  }
  return id;
};
const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, `not refused as expected: ${String(error)}`);
  return error;
};
const golden = (value: number) => {
  const file = definitionAt('definitions/loan/cases/limit.json') as { cases: { given: { data: { price: number } } }[] };
  for (const [index, price] of [value + 1, value].entries()) {
    const one = file.cases[index];
    if (one) one.given.data.price = price;
  }
  return file;
};
const limitInForce = async () =>
  (await desk.context()).catalog.definitions.parameter.get('price-limit')?.values[1]?.value;

test('a changed parameter is previewed with both traces, published, and the definitions in force are changed', async () => {
  await desk.lend('a', { book: 'Dear', price: 15000, lentOn: '2026-01-05' });
  await desk.lend('b', { book: 'Cheap', price: 900, lentOn: '2026-01-05' });
  await desk.lend('c', { book: 'Done', price: 15000, lentOn: '2026-01-05' }, 'back');
  const id = await draftWith({ 'parameter/price-limit': limitOf(12000), 'golden/limit': golden(12000) });
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
    title: 'Loan a',
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

test('a draft whose golden cases fail is refused with the case, and nothing is in force', async () => {
  const id = await draftWith({ 'parameter/price-limit': limitOf(30000) });
  const problem = await refusal(publishDraft(await desk.context(), { id, note: '' }));
  assert.equal(problem.slug, 'definitions-refused');
  assert.deepEqual(
    problem.issues.map(({ code, params }) => [code, params?.name]),
    [['golden-failed', 'dear']],
  );
  assert.equal(await limitInForce(), 20000);
});

test('the same draft with a template over a field that a pinned closure lacks is refused by name', async () => {
  await desk.lend('a', { book: 'Dear', price: 15000, lentOn: '2026-01-05' });
  const withField = changed(smallPack(), 'definitions/loan/forms/loanForm.json', (form: { components: object[] }) => {
    form.components.push({ type: 'money', key: 'deposit', label: 'deposit', input: true });
  });
  const id = await draftWith({
    'parameter/price-limit': limitOf(12000),
    'golden/limit': golden(12000),
    'form/loanForm': definitionAt('definitions/loan/forms/loanForm.json', withField),
    'template/loan/slip': '<p>{{record.book}} {{record.deposit}}</p>\n',
  });
  const problem = await refusal(publishDraft(await desk.context(), { id, note: '' }));
  assert.deepEqual(
    problem.issues.map(({ code, params }) => [code, params?.template, params?.field, params?.records]),
    [['pinned-template', 'loan/slip', 'record.deposit', ['Loan a (a)']]],
  );
  assert.equal(await limitInForce(), 20000);
});

test('a definition that breaks another is refused, and every finding names its file', async () => {
  const id = await draftWith({ 'codes/genre': null });
  const { ok, findings } = await checkDraft(await desk.context(), { id });
  assert.equal(ok, false);
  assert.deepEqual(
    findings.map(({ file, code }) => [file, code]),
    [['definitions/loan/forms/loanForm.json', 'reference-missing']],
  );
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
  assert.equal((await save('template', 'loan/slip', '{{#each record}}')).issues[0]?.code, 'templateSyntax');
  assert.equal((await save('template', '../../etc/x', 'y')).slug, 'not-found');
  assert.deepEqual((await readDraft(context, { id })).items, []);
});

test('others may publish meanwhile: a draft is rebased, and refused only where both changed one definition', async () => {
  const mine = await draftWith({ 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'Mine' } } });
  const theirs = await draftWith({
    'codes/genre': { ...(definitionAt('definitions/loan/codes/genre.json') as object), title: { zh: 'Theirs' } },
  });
  const late = await draftWith({
    'codes/genre': { ...(definitionAt('definitions/loan/codes/genre.json') as object), title: { zh: 'Late' } },
  });
  await publishDraft(await desk.context(), { id: theirs, note: '' });
  const second = await publishDraft(await desk.context(), { id: mine, note: '' });
  assert.equal(second.number, 3);
  const { definitions } = (await desk.context()).catalog;
  assert.deepEqual(
    [definitions.parameter.get('price-limit')?.title.zh, definitions.codes.get('genre')?.title.zh],
    ['Mine', 'Theirs'],
  );
  const problem = await refusal(publishDraft(await desk.context(), { id: late, note: '' }));
  assert.equal(problem.slug, 'draft-conflict');
  assert.equal(problem.issues[0]?.params?.file, 'definitions/loan/codes/genre.json');
});

test('two drafts published at the same moment both end up in force, one after the other', async () => {
  const ids = [
    await draftWith({ 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'One' } } }),
    await draftWith({
      'codes/genre': { ...(definitionAt('definitions/loan/codes/genre.json') as object), title: { zh: 'Two' } },
    }),
  ];
  const context = await desk.context();
  const published = await Promise.all(ids.map((id) => publishDraft(context, { id, note: '' })));
  assert.deepEqual(published.map(({ number }) => number).sort(), [2, 3]);
  const { definitions } = (await desk.context()).catalog;
  assert.deepEqual(
    [definitions.parameter.get('price-limit')?.title.zh, definitions.codes.get('genre')?.title.zh],
    ['One', 'Two'],
  );
});

test('a repeated publish gives the first answer and publishes once', async () => {
  const id = await draftWith({ 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'x' } } });
  const publish = { id, note: 'x', idempotencyKey: 'k1' };
  const first = await publishDraft(await desk.context(), publish);
  assert.deepEqual(await publishDraft(await desk.context(), publish), first);
  const other = await refusal(publishDraft(await desk.context(), { ...publish, note: 'y' }));
  assert.equal(other.slug, 'idempotency-mismatch');
  assert.equal((await listReleases(await desk.context())).length, 2);
});

test('a revert is a new release that takes back one delta and keeps what came later', async () => {
  const first = await draftWith({ 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'Changed' } } });
  const release = await publishDraft(await desk.context(), { id: first, note: '' });
  const second = await draftWith({
    'codes/genre': { ...(definitionAt('definitions/loan/codes/genre.json') as object), title: { zh: 'Later' } },
  });
  await publishDraft(await desk.context(), { id: second, note: '' });
  const reverted = await revertRelease(await desk.context(), { id: release.id, note: 'back' });
  assert.equal(reverted.number, 4);
  const context = await desk.context();
  assert.equal(context.catalog.definitions.codes.get('genre')?.title.zh, 'Later');
  assert.equal(
    context.catalog.definitions.parameter.get('price-limit')?.title.zh,
    (definitionAt(limitPath) as Parameter).title.zh,
  );
  const [newest] = await listReleases(context);
  assert.deepEqual([newest?.number, newest?.current, newest?.loaded, newest?.note], [4, true, true, 'back']);
  const changes = await diffReleases(context, { from: release.id, to: reverted.id });
  assert.deepEqual(
    changes.map(({ kind, key, changes: inner }) => [kind, key, inner.map(({ path }) => path)]),
    [
      ['codes', 'genre', ['/title/en', '/title/zh']],
      ['parameter', 'price-limit', ['/title/en', '/title/zh']],
    ],
  );
});

test('a list field published gets its column before it is in force', async () => {
  const form = definitionAt('definitions/loan/forms/loanForm.json') as { components: object[] };
  form.components.push({
    type: 'money',
    key: 'deposit',
    label: 'deposit',
    input: true,
    meta: { list: true, index: true },
  });
  const id = await draftWith({ 'form/loanForm': form });
  await publishDraft(await desk.context(), { id, note: '' });
  const { storage } = await desk.context();
  assert.deepEqual(await all(storage.read, 'select f_deposit from m_loan'), []);
});

test('export and import give the same bytes, also after changes', async () => {
  const before = await exportPack(await desk.context());
  const id = await draftWith({
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

test('reading, editing and publishing definitions each ask for their right, and roles for the right to grant', async () => {
  const stranger = await desk.context(librarian);
  const id = await draftWith({ 'parameter/price-limit': limitOf(20000) });
  for (const work of [
    () => openDraft(stranger, { title: '' }),
    () => checkDraft(stranger, { id }),
    () => publishDraft(stranger, { id, note: '' }),
    () => exportPack(stranger),
  ])
    assert.equal((await refusal(work())).slug, 'not-permitted');
  const role = definitionAt('definitions/platform/roles/librarian.json') as { system?: string[] };
  const widening = await draftWith({ 'role/librarian': { ...role, system: ['auditRead'] } });
  const problem = await refusal(publishDraft(await desk.context(), { id: widening, note: '' }));
  assert.deepEqual([problem.slug, problem.issues[0]?.params?.right], ['not-permitted', 'usersManage']);
});

test('a release is an event, and a refused one leaves no trace', async () => {
  const { storage } = await desk.context();
  const events = () => all<{ type: string; data: string }>(storage.read, 'select type, data from event');
  const bad = await draftWith({ 'codes/genre': null });
  await refusal(publishDraft(await desk.context(), { id: bad, note: '' }));
  assert.deepEqual(await events(), []);
  const id = await draftWith({ 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'x' } } });
  await publishDraft(await desk.context(), { id, note: '' });
  const [event] = await events();
  assert.equal(event?.type, 'release.published');
  assert.deepEqual(JSON.parse(event?.data ?? '{}').changed, [limitPath]);
});
