import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { type EditedPack, editedPack } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { type ProblemJson, refused } from '../support/unchanged.ts';

interface Loan {
  readonly _id: string;
  readonly version: number;
}

const library = 'test/support/library';
const endless = 'endless';

/** A notice for a book of one name that is a table of a hundred thousand rows: the browser is at it for ever. */
onEachDatabase('a print that never ends', ({ where }) => {
  let pack: EditedPack;
  let system: TestSystem;
  let dora: Client;
  let canPrint = true;
  const deadline = process.env.PRINT_DEADLINE_MS;

  before(async () => {
    process.env.PRINT_DEADLINE_MS = '1500';
    pack = await editedPack(
      {},
      {
        'loan/overdue-notice.hbs': (text) =>
          `${text}{{#if (eq record.book "${endless}")}}<table>{{> rows-e}}</table>{{/if}}\n`,
      },
      library,
    );
    const partials = join(pack.dir, 'templates', 'partials');
    await mkdir(partials, { recursive: true });
    for (const [name, inner] of [
      ['rows-a', '<tr><td>一</td><td>二</td></tr>'],
      ['rows-b', '{{> rows-a}}'],
      ['rows-c', '{{> rows-b}}'],
      ['rows-d', '{{> rows-c}}'],
      ['rows-e', '{{> rows-d}}'],
    ] as const)
      await writeFile(join(partials, `${name}.hbs`), `${inner.repeat(9)}\n`);
    system = await startSystem({
      now: '2026-03-02T02:00:00.000Z',
      packDir: pack.dir,
      demoDir: `${library}/demo`,
      ...where(),
    });
    dora = await signIn(system.url, 'dora');
    canPrint = (await system.services.printer.warmUp()).available;
  });
  after(async () => {
    if (deadline === undefined) delete process.env.PRINT_DEADLINE_MS;
    else process.env.PRINT_DEADLINE_MS = deadline;
    await system?.close();
    await pack?.dispose();
  });

  const noticeFor = async (book: string): Promise<string> => {
    const [carl, hana] = await Promise.all([signIn(system.url, 'carl'), signIn(system.url, 'hana')]);
    const act = async (who: Client, loan: Loan, action: string, data: object = {}): Promise<Loan> =>
      (await who.post<{ record: Loan }>(`/records/loan/${loan._id}/actions/${action}`, { version: loan.version, data }))
        .record;
    const data = { book, genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
    let loan = await dora.post<Loan>('/records/loan', { data });
    loan = await act(dora, loan, 'request');
    loan = await act(carl, loan, 'grantLoan', { result: 'agree', opinion: 'fine' });
    loan = await act(hana, loan, 'grantLoan', { result: 'agree', opinion: 'granted' });
    return (await dora.post<{ id: string }>(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' })).id;
  };

  test('is given up with the reason before a number is taken, and the next document prints', async (t) => {
    if (!canPrint && process.env.CI !== 'true') return t.skip('no browser can print here');
    const id = await noticeFor(endless);
    const issue = () => dora.request<ProblemJson>('POST', `/documents/${id}/issue`);
    const said = await refused(system, issue, { status: 503, slug: 'not-available' }, 'an endless print');
    assert.match(said.title, /1500 ms/);
    const preview = await dora.request('GET', `/documents/${id}/preview.pdf`);
    assert.equal(preview.status, 503);
    const next = await dora.request<{ number: string }>('POST', `/documents/${await noticeFor('Atlas')}/issue`);
    assert.equal(next.status, 202, JSON.stringify(next.body));
    assert.equal(next.body.number, 'OD-10010000-2026-1', 'the first number of all');
  });
});
