import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { run } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, signIn } from '../support/client.ts';
import { type EditedPack, editedPack, type Json } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';

interface Loan {
  readonly _id: string;
  readonly version: number;
}
interface Paper {
  readonly id: string;
  readonly state: string;
  readonly number: string;
  readonly pdf: string;
  readonly scans: readonly { file: string; name: string; by: { name: string }; at: string }[];
}
interface Refusal {
  readonly issues: readonly { readonly path: string; readonly code: string }[];
}
interface Use {
  readonly id: string;
  readonly document: string;
  readonly number: string;
  readonly title: string;
  readonly organization: { readonly name: string };
  readonly voidReason: string | null;
}

const library = 'test/support/library';
const scan = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
let pack: EditedPack;
let system: TestSystem;
let dora: Client;
let gus: Client;
let hana: Client;
let loan: Loan;
let paper = '';

const attach = async (who: Client, name: string): Promise<string> => {
  const id = await upload(system.url, who, scan);
  return (await who.post<{ id: string }>(`/records/loan/${loan._id}/files`, { upload: id, name })).id;
};
const codes = ({ body }: { body: Refusal }): string[] => body.issues.map(({ code }) => code);
const uses = (): Promise<Use[]> => hana.get<Use[]>('/seal-uses');

before(async () => {
  pack = await editedPack(
    {
      'loan/documents/overdue-notice.json': (notice: Json) => {
        notice.seal = true;
        notice.signing = { title: { zh: '读者签收', en: 'Receipt by the reader' }, who: [{ post: 'desk' }] };
      },
      'loan/forms/loanRequest.json': ({ components }: Json) => {
        const book = components.find(({ key }: Json) => key === 'book');
        book.meta = { ...book.meta, sensitivity: 'personal', mask: 'idNo' };
      },
      'platform/roles/guest.json': ({ grants }: Json) => {
        grants[0].operations = ['read', 'documents'];
      },
      'platform/roles/director.json': (role: Json) => {
        role.system.push('sealsRead');
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
  const act = async (who: Client, action: string, data: object = {}) => {
    const body = { version: loan.version, data };
    loan = (await who.post<{ record: Loan }>(`/records/loan/${loan._id}/actions/${action}`, body)).record;
  };
  const data = { book: '110101199003078515', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
  loan = await dora.post<Loan>('/records/loan', { data });
  await act(dora, 'request');
  await act(carl, 'grantLoan', { result: 'agree', opinion: 'fine' });
  await act(hana, 'grantLoan', { result: 'agree', opinion: 'granted' });
  const made = await dora.post<Paper>(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' });
  const early = await dora.request<Refusal>('POST', `/documents/${made.id}/sign`, {
    file: await attach(dora, 'a.pdf'),
  });
  assert.deepEqual([early.status, ...codes(early)], [409, 'document.signIssued']);
  const issued = await dora.request('POST', `/documents/${made.id}/issue`);
  if (issued.status === 202) paper = made.id;
  await system.jobs.drain();
});
after(async () => {
  await system?.close();
  await pack?.dispose();
});

const printed = (t: { skip: (why: string) => void }): boolean => {
  const able = paper !== '' || process.env.CI === 'true';
  if (!able) t.skip('no browser can print here');
  return able;
};

test('a seal is in the register from the moment its paper is numbered, for those who may read it', async (t) => {
  if (!printed(t)) return;
  const [use, ...more] = await uses();
  assert.deepEqual(more, []);
  assert.equal(use?.document, paper);
  assert.equal(use?.number, (await dora.get<Paper>(`/documents/${paper}`)).number);
  assert.equal(use?.voidReason, null);
  assert.equal((await gus.request('GET', '/seal-uses')).status, 403);
  assert.deepEqual(await hana.get('/seal-uses?q=nothing'), []);
});

test('a signed paper keeps its scan beside the print, with who tied it and when', async (t) => {
  if (!printed(t)) return;
  const before = await dora.get<Paper>(`/documents/${paper}`);
  const file = await attach(dora, 'signed.pdf');
  const after = await dora.post<Paper>(`/documents/${paper}/sign`, { file });
  assert.deepEqual(
    after.scans.map(({ file: id, name, at }) => [id, name, at]),
    [[file, 'signed.pdf', '2026-03-02T02:00:00.000Z']],
  );
  assert.notEqual(after.scans[0]?.by.name, '');
  assert.equal(after.pdf, before.pdf);
  const [listed] = await dora.get<Paper[]>(`/records/loan/${loan._id}/documents`);
  assert.equal(listed?.scans.length, 1);
  const twice = await dora.request<Refusal>('POST', `/documents/${paper}/sign`, { file });
  assert.deepEqual([twice.status, ...codes(twice)], [422, 'document.scanTaken']);
  const strange = await dora.request<Refusal>('POST', `/documents/${paper}/sign`, { file: 'nothing' });
  assert.deepEqual([strange.status, ...codes(strange)], [422, 'document.noScan']);
  assert.equal((await gus.request('POST', `/documents/${paper}/sign`, { file })).status, 403);
  assert.equal((await dora.request('GET', `/files/${file}`)).status, 200);
  const hidden = await gus.request<Refusal>('GET', `/files/${file}`);
  assert.deepEqual([hidden.status, ...codes(hidden)], [403, 'document.scanHidden']);
});

test('what is void stays in the register with the reason, and prints the same bytes again', async (t) => {
  if (!printed(t)) return;
  await dora.post(`/documents/${paper}/void`, { reason: 'a wrong name' });
  const [use] = await uses();
  assert.equal(use?.voidReason, 'a wrong name');
  const { pdf } = await dora.get<Paper>(`/documents/${paper}`);
  const again = await dora.get<Buffer>(`/documents/${paper}/pdf`);
  assert.equal(createHash('sha256').update(again).digest('hex'), pdf);
  const file = await attach(dora, 'late.pdf');
  const late = await dora.request<Refusal>('POST', `/documents/${paper}/sign`, { file });
  assert.deepEqual([late.status, ...codes(late)], [409, 'document.signIssued']);
  const findings = await verify(await openWorld(system.storage, system.dataDir));
  assert.deepEqual(
    findings.filter(({ offences }) => offences.length > 0),
    [],
  );
});

test('a use that was not written, and one that does not know its paper is void, are found', async (t) => {
  if (!printed(t)) return;
  const found = async () => {
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    return findings.filter(({ offences }) => offences.length > 0).map(({ invariant }) => invariant.id);
  };
  const write = (statement: string) =>
    system.storage.transact(async (db) => {
      await run(db, statement, []);
    });
  await write('update seal_use set voided_at = null');
  assert.deepEqual(await found(), ['I31']);
  await write('delete from seal_use');
  assert.deepEqual(await found(), ['I31']);
});
