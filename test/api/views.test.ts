import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { endOfDay, startOfDay } from '#engine/time.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Loan {
  readonly _id: string;
  readonly version: number;
  readonly data: { readonly book: string };
}

interface View {
  readonly key: string;
  readonly columns: readonly { readonly field: string }[];
  readonly query: readonly { readonly field: string }[];
  readonly sort: string;
  readonly actions: readonly string[];
}

onEachDatabase('a list with a purpose', ({ where }) => {
  let system: TestSystem;
  let dora: Client;
  let carl: Client;
  let hana: Client;

  before(async () => {
    const library = 'test/support/library';
    system = await startSystem({
      now: '2026-03-02T02:00:00.000Z',
      packDir: library,
      demoDir: `${library}/demo`,
      ...where(),
    });
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

  const lend = async (book: string, lentAt: string): Promise<void> => {
    const draft = await dora.post<Loan>('/records/loan', { data: { book, genre: 'atlas', price: 12_000, lentAt } });
    const asked = await act(dora, draft, 'request');
    const passed = await act(carl, asked, 'grantLoan', { result: 'agree', opinion: 'fine' });
    await act(hana, passed, 'grantLoan', { result: 'agree', opinion: 'granted' });
  };

  test('it holds only the records of its filter, in its own order, and filters go on within it', async () => {
    await lend('Rivers', '2026-03-02');
    await lend('Mountains', '2026-02-27');
    await dora.post('/records/loan', { data: { book: 'Lakes', genre: 'atlas', price: 100, lentAt: '2026-03-02' } });
    const books = async (query: string) =>
      (await dora.get<Loan[]>(`/records/loan${query}`)).map(({ data }) => data.book);
    assert.deepEqual(await books('?view=out-now'), ['Mountains', 'Rivers']);
    assert.deepEqual(await books('?view=out-now&sort=-lentAt'), ['Rivers', 'Mountains']);
    assert.deepEqual(await books('?view=out-now&book=Rivers'), ['Rivers']);
    assert.deepEqual(await books('?view=out-now&book=Lakes'), []);
    assert.equal((await books('')).length, 3);
  });

  test('an unknown view is refused by name', async () => {
    const reply = await dora.request<{ issues: { path: string }[] }>('GET', '/records/loan?view=sold');
    assert.equal(reply.status, 422);
    assert.deepEqual(
      reply.body.issues.map(({ path }) => path),
      ['/view'],
    );
    assert.equal((await dora.request('GET', '/records/reader?view=out-now')).status, 422);
  });

  test('it is described with its columns, its conditions before those of the module, and its actions', async () => {
    const { views } = await dora.get<{ views: View[] }>('/modules/loan');
    const [view] = views;
    assert.deepEqual(
      view?.columns.map(({ field }) => field),
      ['book', 'lentAt', 'fine', '$state'],
    );
    assert.deepEqual(
      view?.query.map(({ field }) => field),
      ['loanNumber', '$due', 'book', 'genre', 'lentAt'],
    );
    assert.deepEqual([view?.sort, view?.actions], ['lentAt', ['giveBack']]);
  });

  test('what is due is asked for by days', async () => {
    const { views } = await dora.get<{ views: { query: { field: string; type: string }[] }[] }>('/modules/loan');
    assert.equal(views[0]?.query.find(({ field }) => field === '$due')?.type, 'instant');
    const due = async (from: string, to: string) =>
      (await dora.get<Loan[]>(`/records/loan?view=out-now&due__gte=${startOfDay(from)}&due__lte=${endOfDay(to)}`)).map(
        ({ data }) => data.book,
      );
    assert.deepEqual(await due('2026-03-30', '2026-03-30'), ['Rivers']);
    assert.deepEqual(await due('2026-03-31', '2026-12-31'), []);
    assert.deepEqual(await due('2026-03-01', '2026-03-29'), ['Mountains']);
  });

  test('those who hold one of its posts find it in the menu', async () => {
    const inMenu = async (who: Client) =>
      (await who.get<{ key: string; views: { key: string }[] }[]>('/modules'))
        .find(({ key }) => key === 'loan')
        ?.views.map(({ key }) => key);
    assert.deepEqual(await inMenu(dora), ['out-now']);
    assert.deepEqual(await inMenu(carl), []);
  });

  test('its export has its columns and no others', async () => {
    const sheet = await dora.get<Buffer>('/records/loan/export.xlsx?view=out-now');
    const words = strFromU8(unzipSync(sheet)['xl/sharedStrings.xml'] ?? new Uint8Array());
    assert.match(words, /书名/);
    assert.match(words, /Mountains/);
    assert.doesNotMatch(words, /编号|Lakes/);
  });
});
