import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { type EditedPack, editedPack, type Json } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

interface Loan {
  readonly _id: string;
  readonly version: number;
}

/** The library with a sensitive field that its notice prints; guests work on papers, the director does not. */
const library = 'test/support/library';
let pack: EditedPack;
let system: TestSystem;
let dora: Client;
let gus: Client;
let hana: Client;
let paper = '';
let loanId = '';

before(async () => {
  pack = await editedPack(
    {
      'loan/forms/loanRequest.json': ({ components }: Json) => {
        const book = components.find(({ key }: Json) => key === 'book');
        book.meta = { ...book.meta, sensitivity: 'personal', mask: 'idNo' };
      },
      'platform/roles/guest.json': ({ grants }: Json) => {
        grants[0].operations = ['read', 'documents'];
      },
      'platform/roles/director.json': ({ grants }: Json) => {
        grants[0].operations = ['read', 'act'];
      },
      'platform/roles/librarian.json': (role: Json) => {
        role.system = [...(role.system ?? []), 'definitionsRead'];
      },
    },
    {},
    library,
  );
  system = await startSystem({ now: '2026-03-02T02:00:00.000Z', packDir: pack.dir, demoDir: `${library}/demo` });
  const carl = await signIn(system.url, 'carl');
  [dora, gus, hana] = await Promise.all([
    signIn(system.url, 'dora'),
    signIn(system.url, 'gus'),
    signIn(system.url, 'hana'),
  ]);
  const act = async (who: Client, loan: Loan, action: string, data: object = {}): Promise<Loan> =>
    (await who.post<{ record: Loan }>(`/records/loan/${loan._id}/actions/${action}`, { version: loan.version, data }))
      .record;
  const data = { book: '110101199003078515', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
  let loan = await dora.post<Loan>('/records/loan', { data });
  loan = await act(dora, loan, 'request');
  loan = await act(carl, loan, 'grantLoan', { result: 'agree', opinion: 'fine' });
  loan = await act(hana, loan, 'grantLoan', { result: 'agree', opinion: 'granted' });
  loanId = loan._id;
  const notice = await dora.post<{ id: string }>(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' });
  const issued = await dora.request('POST', `/documents/${notice.id}/issue`);
  if (issued.status === 202) paper = notice.id;
  await system.jobs.drain();
});
after(async () => {
  await system?.close();
  await pack?.dispose();
});

const printed = (t: { skip: (why: string) => void }): boolean => {
  const able = (paper !== '' && canReadPdf) || process.env.CI === 'true';
  if (!able) t.skip('no browser can print here, or no pdftotext');
  return able;
};

test('who may see sensitive fields gets the issued bytes', async (t) => {
  if (!printed(t)) return;
  const { pdf } = await dora.get<{ pdf: string }>(`/documents/${paper}`);
  const bytes = await dora.get<Buffer>(`/documents/${paper}/pdf`);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), pdf);
  assert.match(wordsOf(bytes), /110101199003078515/);
});

test('who may not gets a copy with them starred, of the same number', async (t) => {
  if (!printed(t)) return;
  const { status, body, headers } = await gus.request<Buffer>('GET', `/documents/${paper}/pdf`);
  assert.equal(status, 200);
  const words = wordsOf(body);
  assert.doesNotMatch(words, /110101199003078515/);
  assert.match(words, /110101\*+8515/);
  assert.match(words, /OD-10010000-2026-1/);
  assert.match(decodeURIComponent(headers.get('content-disposition') ?? ''), /脱敏件/);
  const preview = await gus.get<Buffer>(`/documents/${paper}/preview.pdf`);
  assert.doesNotMatch(wordsOf(preview), /110101199003078515/);
});

test('reading a record is not enough for its papers', async (t) => {
  if (!printed(t)) return;
  assert.equal((await hana.request('GET', `/documents/${paper}`)).status, 200);
  const refused = await hana.request<{ issues: { code: string; message: string }[] }>('GET', `/documents/${paper}/pdf`);
  assert.equal(refused.status, 403);
  assert.equal(refused.body.issues[0]?.code, 'document.notYours');
});

test('a changed template shows which prepared papers would read otherwise, and how', async () => {
  const prepared = await dora.post<{ id: string }>(`/records/loan/${loanId}/documents`, { document: 'overdue-notice' });
  const { id } = await hana.post<{ id: string }>('/drafts', { title: 'words' });
  const change = (text: string) =>
    hana.put(`/drafts/${id}/definitions/template/${encodeURIComponent('loan/overdue-notice')}`, { text });
  await change('<h1>{{organization.name}}</h1>\n<p>{{doc.title}}</p>\n<p>Please bring back {{record.book}}</p>\n');
  const preview = async () => await hana.post<Json>(`/drafts/${id}/preview`);
  const { changed, changes, documents } = await preview();
  assert.deepEqual([changed, documents], [1, ['overdue-notice']]);
  assert.equal(changes[0].record._id, loanId);
  assert.deepEqual(changes[0].documents, [
    {
      id: prepared.id,
      document: 'overdue-notice',
      title: { zh: '催还通知', en: 'Overdue notice' },
      before: ['110101199003078515', '2026-03-30'],
      after: ['Please bring back 110101199003078515'],
      words: true,
    },
  ]);
  await change('<h1>{{organization.name}}</h1>\n<p>{{#if doc.number}}{{doc.number}}{{else}}{{doc.title}}{{/if}}</p>\n');
  assert.deepEqual((await preview()).changes[0].documents[0].after, []);
});

test('a template is tried on a sample, and on a record only by who may work on its papers', async (t) => {
  if (!printed(t)) return;
  const { id } = await hana.post<{ id: string }>('/drafts', { title: 'tried' });
  const path = 'templates/loan/overdue-notice.hbs';
  const ask = (more: object) =>
    hana.request<Json>('POST', `/drafts/${id}/paper`, { document: 'overdue-notice', ...more });
  const sample = await ask({ texts: { [path]: '<p>{{record.book}}</p><p>{{cnDate record.lentAt}}</p>' } });
  assert.equal(sample.status, 200);
  assert.equal(Buffer.from(sample.body.pages[0].png, 'base64').toString('latin1', 1, 4), 'PNG');
  assert.equal((await ask({ record: loanId })).body.issues[0]?.code, 'document.notYours');
  assert.deepEqual(await hana.get('/paper-records?document=overdue-notice'), []);
  const [found] = await dora.get<Json[]>('/paper-records?document=overdue-notice&q=');
  const real = { document: 'overdue-notice', record: found?.id };
  assert.equal(found?.id, loanId);
  assert.equal((await dora.post<Json>(`/drafts/${id}/paper`, real)).pages.length, 1);
  const broken = await ask({ texts: { [path]: '<p>\n{{#if record.book}}</p>' } });
  assert.deepEqual(
    [broken.status, broken.body.issues[0].path, broken.body.issues[0].code],
    [422, '/line/2', 'templateBlockOpen'],
  );
  assert.equal((await ask({ texts: { 'definitions/loan/module.json': '{}' } })).status, 404);
});

test('papers are compared, kept with the draft, and told without their words to who may not see them', async (t) => {
  if (!printed(t)) return;
  const { id } = await hana.post<{ id: string }>('/drafts', { title: 'compared' });
  const change = (text: string) =>
    hana.put(`/drafts/${id}/definitions/template/${encodeURIComponent('loan/overdue-notice')}`, { text });
  assert.deepEqual(await hana.get(`/drafts/${id}/papers`), []);
  await change('<h1>{{organization.name}}</h1>\n<p>Bring back {{record.book}}</p>\n');
  const { papers, counts } = await hana.post<Json>(`/drafts/${id}/papers`);
  assert.ok(counts.changed === counts.papers && counts.failed === 0);
  const [sample] = papers;
  assert.deepEqual([sample.why, sample.record, sample.changed], ['example', null, [1]]);
  assert.match(JSON.stringify(sample.words), /Bringback/);
  const real = papers.filter(({ record }: Json) => record !== null);
  assert.ok(real.some(({ why }: Json) => why === 'prepared'));
  for (const { record, words, before, after: now } of real)
    assert.deepEqual([record.title, words, before, now], [null, [], 1, 1]);
  const line = papers.indexOf(real[0]);
  assert.equal((await hana.request('GET', `/drafts/${id}/papers/${line}`)).status, 403);
  const pair = await hana.get<Json>(`/drafts/${id}/papers/0`);
  assert.ok(pair.pages[0].changed && pair.pages[0].after.marks.length > 0);
  assert.equal((await hana.get<Json[]>(`/drafts/${id}/papers`))[0]?.current, true);
  await change('<h1>{{organization.name}}</h1>\n<p>{{record.book}}</p>\n');
  assert.equal((await hana.get<Json[]>(`/drafts/${id}/papers`))[0]?.current, false);
});
