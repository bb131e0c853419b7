import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Loan {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
}

let system: TestSystem;
let dora: Client;
let carl: Client;
let hana: Client;

before(async () => {
  const library = 'test/support/library';
  system = await startSystem({ now: '2026-03-02T02:00:00.000Z', packDir: library, demoDir: `${library}/demo` });
  [dora, carl, hana] = await Promise.all([
    signIn(system.url, 'dora'),
    signIn(system.url, 'carl'),
    signIn(system.url, 'hana'),
  ]);
});
after(() => system.close());

const act = async (who: Client, loan: Loan, action: string, data: object = {}): Promise<Loan> =>
  (await who.post<{ record: Loan }>(`/records/loan/${loan._id}/actions/${action}`, { version: loan.version, data }))
    .record;

const request = { book: 'Atlas of Rivers', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
const lend = async (data: object = request): Promise<Loan> => {
  const draft = await dora.post<Loan>('/records/loan', { data });
  const asked = await act(dora, draft, 'request');
  const passed = await act(carl, asked, 'grantLoan', { result: 'agree', opinion: 'fine' });
  return await act(hana, passed, 'grantLoan', { result: 'agree', opinion: 'granted' });
};

test('a pack of another trade boots without a finding', async () => {
  const ready = (await (await fetch(`${system.url}/readyz`)).json()) as { definitions: { safeMode: unknown } };
  assert.equal(ready.definitions.safeMode, null);
  const menu = await dora.get<{ key: string }[]>('/modules');
  assert.deepEqual(
    menu.map(({ key }) => key),
    ['loan', 'reader'],
  );
});

test('a loan is filed, approved in two steps by different people, and its due date computed', async () => {
  const loan = await lend();
  assert.equal(loan.state, 'lent');
  assert.equal(loan.data.loanNumber, '10010000-2026-1');
  assert.equal(loan.data.lentYear, '2026');
  const [clock] = await dora.get<{ due: string; state: string }[]>(`/records/loan/${loan._id}/clocks`);
  assert.equal(clock?.due, '2026-03-30');
});

test('a renewal extends the due date once', async () => {
  const loan = await lend();
  const renewed = await act(dora, loan, 'renew');
  const [clock] = await dora.get<{ due: string }[]>(`/records/loan/${loan._id}/clocks`);
  assert.equal(clock?.due, '2026-04-13');
  const again = await dora.request('POST', `/records/loan/${loan._id}/actions/renew`, { version: renewed.version });
  assert.notEqual(again.status, 200, 'a second renewal is more than the deadline allows');
});

test('an approver may return a loan to its author, who asks again', async () => {
  const draft = await dora.post<Loan>('/records/loan', { data: request });
  const asked = await act(dora, draft, 'request');
  const returned = await act(carl, asked, 'grantLoan', { result: 'return', opinion: 'which edition?' });
  assert.equal(returned.state, 'draft');
  assert.equal((await act(dora, returned, 'request')).state, 'requested');
});

test('a book above the limit is refused with the words of the rule', async () => {
  const draft = await dora.post<Loan>('/records/loan', { data: { ...request, price: 1_000_001 } });
  const reply = await dora.request<{ issues: { message: string }[] }>(
    'POST',
    `/records/loan/${draft._id}/actions/request`,
    { version: draft.version },
  );
  assert.equal(reply.status, 409);
  assert.match(reply.body.issues[0]?.message ?? '', /一万元/);
});

test('a late return costs the fine of the parameter', async () => {
  system.clock.set('2026-03-02T02:00:00.000Z');
  const loan = await lend({ ...request, lentAt: '2026-01-05' });
  const back = await act(dora, loan, 'giveBack', { returnedAt: '2026-03-02' });
  assert.equal(back.state, 'returned');
  assert.equal(back.data.fine, 250);
});

test('the yearly report counts loans and sums fines', async () => {
  const report = await dora.get<{ rows: { group: string; values: Record<string, number> }[] }>(
    '/reports/loans-by-year',
  );
  const year = report.rows.find((row) => row.group === '2026');
  assert.equal(year?.values.count, 3);
  assert.equal(year?.values.fines, 250);
});

test('another branch sees nothing of it', async () => {
  const wim = await signIn(system.url, 'wim');
  assert.deepEqual(await wim.get('/records/loan'), []);
});

test('an overdue notice is printed with a number', async (t) => {
  const loan = await lend();
  const notice = await dora.post<{ id: string }>(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' });
  const issued = await dora.request<{ number: string }>('POST', `/documents/${notice.id}/issue`);
  if (issued.status === 503 && process.env.CI !== 'true') return t.skip('no browser can print here');
  assert.equal(issued.status, 202, JSON.stringify(issued.body));
  assert.equal(issued.body.number, 'OD-10010000-2026-1');
  await system.jobs.drain();
  const pdf = await dora.get<Buffer>(`/documents/${notice.id}/pdf`);
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});
