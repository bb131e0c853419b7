import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { machine } from '#server/command/context.ts';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, type Reply, signIn } from '../support/client.ts';
import { readExample } from '../support/jiangzhou/walk.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from '../support/servers.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { fingerprint, type ProblemJson, settledFingerprint } from '../support/unchanged.ts';

interface RecordJson {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: { readonly regNo: string };
}

const caseData = readExample('example-a').steps.find(({ key }) => key === 'registered')?.create?.data;
const times = 10;
const together = <T>(ask: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => ask(index)));

const suite = (url: () => string | undefined): void => {
  let system: TestSystem;
  let clerk: Client;

  before(async () => {
    const databaseUrl = url();
    const where = databaseUrl === undefined ? {} : { databaseUrl };
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where });
    clerk = await signIn(system.url, 'linxiaoman');
  });
  after(() => system.close());

  const create = (key: string, data: unknown = caseData) =>
    clerk.request<RecordJson>('POST', '/records/case', { data }, { key });
  const submit = (record: RecordJson, key: string) => {
    const body = { version: record.version, data: {} };
    return clerk.request<{ record: RecordJson } & ProblemJson>(
      'POST',
      `/records/case/${record._id}/actions/submitSource`,
      body,
      { key },
    );
  };
  // The platform works by itself beside the requests, and what it does is told under its own name.
  const asked: Readonly<Record<string, string>> = { event: ` where actor <> '${machine.id}'` };
  const count = async (table: string): Promise<number> => {
    const rows = await all<{ n: number }>(
      system.storage.read,
      `select count(*) as n from \`${table}\`${asked[table] ?? ''}`,
    );
    return Number(rows[0]?.n);
  };
  const clocksOf = async ({ _id }: RecordJson): Promise<string[]> => {
    const rows = await all<{ deadline: string; record_id: string }>(
      system.storage.read,
      'select deadline, record_id from clock',
    );
    return rows
      .filter(({ record_id }) => record_id === _id)
      .map(({ deadline }) => deadline)
      .sort();
  };
  const counts = async (...tables: string[]) => Promise.all(tables.map(count));
  const made = async (): Promise<RecordJson> => {
    const { status, body } = await create(randomUUID());
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const allTheSame = (replies: readonly Reply[]): void => {
    for (const { status, body } of replies) assert.deepEqual([status, body], [replies[0]?.status, replies[0]?.body]);
  };

  it('files one case for ten equal requests at once, and answers all ten with it', async () => {
    const tables = ['record', 'entry', 'event', 'ledger', 'idempotency'];
    const before = await counts(...tables);
    const key = randomUUID();
    const replies = await together(() => create(key));
    assert.equal(replies[0]?.status, 201, JSON.stringify(replies[0]?.body));
    allTheSame(replies);
    assert.deepEqual(
      await counts(...tables),
      before.map((one) => one + 1),
    );
  });

  it('acts once for ten equal requests at once', async () => {
    const [draft, once] = [await made(), await made()];
    assert.equal((await submit(once, randomUUID())).status, 200);
    const started = await clocksOf(once);
    assert.notEqual(started.length, 0);
    const tables = ['event', 'outbox', 'idempotency'];
    const before = await counts(...tables);
    const key = randomUUID();
    const replies = await together(() => submit(draft, key));
    assert.equal(replies[0]?.status, 200, JSON.stringify(replies[0]?.body));
    assert.equal(replies[0]?.body.record.state, 'sourceReview');
    allTheSame(replies);
    assert.deepEqual(
      await counts(...tables),
      before.map((one) => one + 1),
    );
    assert.deepEqual(await clocksOf(draft), started);
  });

  it('lets one of ten different requests act, and tells the others that somebody was before them', async () => {
    const draft = await made();
    const replies = await together(() => submit(draft, randomUUID()));
    const statuses = replies.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array.from({ length: times - 1 }, () => 409)]);
    for (const { status, body } of replies)
      if (status === 409) assert.equal(body.type, 'urn:problem-type:zhifa:record-stale');
  });

  it('numbers ten cases filed at once without a gap', async () => {
    const number = ({ data }: RecordJson) => Number(/(\d+)\u53f7$/.exec(data.regNo)?.[1]);
    const first = number(await made());
    const numbers = (await together(() => create(randomUUID()))).map(({ body }) => number(body));
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: times }, (_, index) => first + 1 + index),
    );
  });

  it('takes a key once: another body or another record is refused, and of ten at once one wins', async () => {
    const key = randomUUID();
    const replies = await together((index) => create(key, { ...caseData, spec: `S${index}` }));
    const [won, ...others] = replies.toSorted((a, b) => a.status - b.status);
    assert.equal(won?.status, 201);
    for (const { status, body } of others) {
      assert.equal(status, 422);
      assert.equal((body as unknown as ProblemJson).type, 'urn:problem-type:zhifa:idempotency-mismatch');
    }
    const [one, other] = [await made(), await made()];
    const again = randomUUID();
    assert.equal((await submit(one, again)).status, 200);
    const marks = await settledFingerprint(system);
    assert.equal((await submit(other, again)).status, 422);
    assert.deepEqual(await fingerprint(system.storage), marks);
  });

  it('keeps the keys of people apart', async () => {
    const key = randomUUID();
    const mine = await create(key);
    const handler = await signIn(system.url, 'lizhiyuan');
    const his = await handler.request<RecordJson>('POST', '/records/case', { data: caseData }, { key });
    assert.deepEqual([mine.status, his.status], [201, 201]);
    assert.notEqual(mine.body._id, his.body._id);
  });

  it('remembers no refusal: the same key may be used again once the input is right', async () => {
    const key = randomUUID();
    assert.equal((await create(key, { ...caseData, caseTitle: 7 })).status, 422);
    assert.equal((await create(key)).status, 201);
  });

  it('answers again hours later, from what is stored', async () => {
    const draft = await made();
    const key = randomUUID();
    const first = await submit(draft, key);
    system.clock.set('2026-04-28T05:20:00.000Z');
    const again = await submit(draft, key);
    assert.deepEqual([again.status, again.body.record], [first.status, first.body.record]);
  });

  it('leaves every invariant whole', async () => {
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.filter(({ offences }) => offences.length > 0),
      [],
    );
  });
};

describe('requests sent again (SQLite)', () => suite(() => undefined));

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
describe('requests sent again (MariaDB)', { skip }, () => {
  let server: DatabaseServer | undefined;
  before(async () => {
    server = await startMariadb();
  });
  after(() => server?.stop());
  suite(() => server?.url());
});
