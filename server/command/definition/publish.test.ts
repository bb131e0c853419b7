import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { translate } from '#engine/message/translate.ts';
import { type Desk, openDesk } from '#test/support/definition-desk.ts';
import {
  definitionAt,
  draftWith,
  goldenFor,
  limitOf,
  limitPath,
  type Parameter,
  refusal,
} from '#test/support/definition-drafts.ts';
import { changed, smallPack } from '#test/support/small-pack.ts';
import { diffReleases } from '../../query/diff-releases.ts';
import { listReleases } from '../../query/list-releases.ts';
import { all } from '../../storage/db.ts';
import { checkDraft } from '../check-draft.ts';
import { publishDraft } from '../publish-draft.ts';
import { revertRelease } from '../revert-release.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const limitInForce = async () =>
  (await desk.context()).catalog.definitions.parameter.get('price-limit')?.values[1]?.value;

test('a draft whose golden cases fail is refused with the case, and nothing is in force', async () => {
  const id = await draftWith(desk, { 'parameter/price-limit': limitOf(30000) });
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
  const id = await draftWith(desk, {
    'parameter/price-limit': limitOf(12000),
    'golden/limit': goldenFor(12000),
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

test('every open record that pins the older form is named, in words the first five', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `n${String(index).padStart(2, '0')}`);
  for (const id of ids) await desk.lend(id, { book: 'Old', price: 100, lentOn: '2026-01-05' });
  await desk.lend('gone', { book: 'Old', price: 100, lentOn: '2026-01-05' }, 'back');
  const withField = changed(smallPack(), 'definitions/loan/forms/loanForm.json', (form: { components: object[] }) => {
    form.components.push({ type: 'money', key: 'deposit', label: 'deposit', input: true });
  });
  const id = await draftWith(desk, {
    'form/loanForm': definitionAt('definitions/loan/forms/loanForm.json', withField),
    'template/loan/slip': '<p>{{record.deposit}}</p>\n',
  });
  const { findings } = await checkDraft(await desk.context(), { id });
  const [found] = findings;
  assert.deepEqual(
    [found?.code, found?.params?.count, found?.params?.records],
    ['pinned-template', 12, ids.map((one) => `Loan ${one} (${one})`).reverse()],
  );
  const words = found === undefined ? '' : translate(found, 'en');
  assert.ok(words.includes('12 open records') && words.includes('(n07)') && !words.includes('(n06)'), words);
});

test('a definition that breaks another is refused, and every finding names its file', async () => {
  const id = await draftWith(desk, { 'codes/genre': null });
  const { ok, findings } = await checkDraft(await desk.context(), { id });
  assert.equal(ok, false);
  assert.deepEqual(
    findings.map(({ file, code }) => [file, code]),
    [['definitions/loan/forms/loanForm.json', 'reference-missing']],
  );
});

test('others may publish meanwhile: a draft is rebased, and refused only where both changed one definition', async () => {
  const mine = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'Mine' } } });
  const theirs = await draftWith(desk, {
    'codes/genre': { ...(definitionAt('definitions/loan/codes/genre.json') as object), title: { zh: 'Theirs' } },
  });
  const late = await draftWith(desk, {
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
    await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'One' } } }),
    await draftWith(desk, {
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
  const id = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'x' } } });
  const publish = { id, note: 'x', idempotencyKey: 'k1' };
  const first = await publishDraft(await desk.context(), publish);
  assert.deepEqual(await publishDraft(await desk.context(), publish), first);
  const other = await refusal(publishDraft(await desk.context(), { ...publish, note: 'y' }));
  assert.equal(other.slug, 'idempotency-mismatch');
  assert.equal((await listReleases(await desk.context())).length, 2);
});

test('a revert is a new release that takes back one delta and keeps what came later', async () => {
  const first = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'Changed' } } });
  const release = await publishDraft(await desk.context(), { id: first, note: '' });
  const second = await draftWith(desk, {
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
  const id = await draftWith(desk, { 'form/loanForm': form });
  await publishDraft(await desk.context(), { id, note: '' });
  const { storage } = await desk.context();
  assert.deepEqual(await all(storage.read, 'select f_deposit_money from m_loan'), []);
});

test('a release is an event, and a refused one leaves no trace', async () => {
  const { storage } = await desk.context();
  const events = () => all<{ type: string; data: string }>(storage.read, 'select type, data from event');
  const bad = await draftWith(desk, { 'codes/genre': null });
  await refusal(publishDraft(await desk.context(), { id: bad, note: '' }));
  assert.deepEqual(await events(), []);
  const id = await draftWith(desk, { 'parameter/price-limit': { ...limitOf(20000), title: { zh: 'x' } } });
  await publishDraft(await desk.context(), { id, note: '' });
  const [event] = await events();
  assert.equal(event?.type, 'release.published');
  assert.deepEqual(JSON.parse(event?.data ?? '{}').changed, [limitPath]);
});
