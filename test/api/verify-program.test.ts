import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';
import { all, run } from '#server/storage/db.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { invariants } from '#server/verify/list.ts';
import { type Client, signIn } from '../support/client.ts';
import { testClock } from '../support/system.ts';

interface Loan {
  readonly _id: string;
  readonly version: number;
}

const library = 'test/support/library';
let dataDir: string;
let printed = false;

interface Ran {
  readonly code: number | null;
  /** By id: the verdict and the rest of the line. */
  readonly lines: ReadonlyMap<string, string>;
  readonly output: string;
}

/** `npm run verify` as an operator runs it, on the data folder of this test. */
const verify = (env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const inherited = { PATH: process.env.PATH, HOME: process.env.HOME, PRINT_BROWSER: process.env.PRINT_BROWSER };
    const child = spawn('npm', ['run', 'verify'], { env: { ...inherited, DATA_DIR: dataDir, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += String(bytes)));
    child.on('error', reject);
    child.on('close', (code) => {
      const named = [...output.matchAll(/^(I\d+) +(.*)$/gm)].map(([, id = '', rest = '']) => [id, rest] as const);
      resolve({ code, lines: new Map(named), output });
    });
  });

const act = async (who: Client, loan: Loan, action: string, data: object = {}): Promise<Loan> =>
  (await who.post<{ record: Loan }>(`/records/loan/${loan._id}/actions/${action}`, { version: loan.version, data }))
    .record;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zhifa-verify-'));
  const now = '2026-03-02T02:00:00.000Z';
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    CLOCK: now,
    PACK_DIR: library,
    DEMO_DIR: `${library}/demo`,
  });
  const system = await start(config, testClock(now));
  const [dora, carl, hana] = await Promise.all([
    signIn(system.url, 'dora'),
    signIn(system.url, 'carl'),
    signIn(system.url, 'hana'),
  ]);
  const data = { book: 'Atlas of Rivers', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
  let loan = await dora.post<Loan>('/records/loan', { data });
  loan = await act(dora, loan, 'request');
  loan = await act(carl, loan, 'grantLoan', { result: 'agree', opinion: 'fine' });
  loan = await act(hana, loan, 'grantLoan', { result: 'agree', opinion: 'granted' });
  const notice = await dora.post<{ id: string }>(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' });
  const issued = await dora.request('POST', `/documents/${notice.id}/issue`);
  await system.jobs.drain();
  printed = issued.status === 202;
  await system.close();
});
after(() => rm(dataDir, { recursive: true, force: true }));

const needsPrint = (t: { skip: (why: string) => void }): boolean => {
  if (!printed && process.env.CI !== 'true') t.skip('no browser can print here');
  return printed || process.env.CI === 'true';
};

/** Changes the database behind everybody's back, with the guards taken off. */
const tamper = async (statements: readonly string[]): Promise<void> => {
  const storage: Storage = await openStorage({ url: readConfig({ DATA_DIR: dataDir }).databaseUrl, dataDir });
  const triggers = await all<{ name: string }>(storage.read, "select name from sqlite_master where type = 'trigger'");
  await storage.define(triggers.map(({ name }) => `drop trigger \`${name}\``));
  await storage.transact(async (db) => {
    for (const statement of statements) await run(db, statement);
  });
  await storage.close();
};

test('on a sound data folder the program says that every invariant holds, prints papers again, and ends with 0', async (t) => {
  if (!needsPrint(t)) return;
  const { code, lines, output } = await verify();
  assert.equal(code, 0, output);
  assert.deepEqual(
    [...lines.keys()],
    invariants.map(({ id }) => id),
  );
  for (const [id, line] of lines) assert.match(line, /^holds /, `${id}: ${output}`);
  assert.doesNotMatch(lines.get('I7') ?? '', /skipped/, 'the notice was printed again and compared');
});

test('without a browser it says what it left out, and the rest holds', async (t) => {
  if (!needsPrint(t)) return;
  const { code, lines } = await verify({ PRINT_BROWSER: 'none' });
  assert.equal(code, 0);
  assert.match(lines.get('I7') ?? '', /^holds .*skipped: no browser, 1×/);
});

test('on a violated one it names the rows and ends with 1', async (t) => {
  if (!needsPrint(t)) return;
  await tamper([
    "update `counter` set `last` = 7 where `numbering` = 'overdue-number'",
    "update `document` set `title` = 'Another Notice', `version` = `version` + 1",
    "update `m_loan` set `data` = json_set(`data`, '$.price', 0.5)",
  ]);
  const { code, lines, output } = await verify();
  assert.equal(code, 1, output);
  for (const [id, row] of [
    ['I3', /counter overdue-number\/10010000\/2026/],
    ['I7', /document \S+: printed again it is [0-9a-f]{64}/],
    ['I8', /document \S+: it is not what was issued/],
    ['I24', /m_loan \S+: price is 0\.5/],
  ] as const) {
    assert.match(lines.get(id) ?? '', /^BROKEN 1×/, `${id}: ${output}`);
    assert.match(output, row);
  }
  assert.match(lines.get('I1') ?? '', /^holds/);
});

test('where it cannot even begin it says why and ends with 2', async () => {
  const { code, output } = await verify({ DATABASE_URL: 'oracle:none' });
  assert.equal(code, 2, output);
  assert.match(output, /DATABASE_URL/);
});
