import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { caseData } from '../support/case-desk.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';

interface Line {
  readonly action: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly address: string;
  readonly agent: string;
}

/** Bytes that begin as a film of a telephone does. */
const film = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.alloc(100_000, 'evidence of 2026 '),
]);

onEachDatabase('the custody of a file', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let reader: Client;
  let record = '';
  let file = '';
  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    [clerk, reader] = await Promise.all([signIn(system.url, 'linxiaoman'), signIn(system.url, 'tongjizhi')]);
    record = (await clerk.post<{ _id: string }>('/records/case', { data: caseData }))._id;
    const id = await upload(system.url, clerk, film);
    file = (await clerk.post<{ id: string }>(`/records/case/${record}/files`, { upload: id, name: '现场.mp4' })).id;
  });
  after(() => system?.close());

  const read = (query: string, headers: Record<string, string> = {}) =>
    clerk.request<Buffer>('GET', `/files/${file}${query}`, undefined, { headers });
  const lines = (who = clerk) => who.get<Line[]>(`/files/${file}/custody`);
  const actions = async () => (await lines()).map(({ action }) => action);

  test('intake, view, download and print are a line each: who, when, what and from where', async () => {
    assert.deepEqual(await actions(), ['intake']);
    for (const [minute, query] of ['?for=view', '', '?for=print'].entries()) {
      system.clock.set(`2026-04-28T02:0${minute}:00.000Z`);
      const { status, body } = await read(query, { 'user-agent': 'Kamera 7' });
      assert.deepEqual([status, createHash('sha256').update(body).digest('hex')], [200, hashOf(film)]);
    }
    const [printed, downloaded, viewed, intake] = await lines();
    assert.deepEqual(await actions(), ['print', 'download', 'view', 'intake']);
    assert.equal(viewed?.at, '2026-04-28T02:00:00.000Z');
    assert.equal(downloaded?.at, '2026-04-28T02:01:00.000Z');
    assert.deepEqual([printed?.agent, printed?.address !== ''], ['Kamera 7', true]);
    assert.equal(printed?.actor.id, 'linxiaoman');
    assert.equal(intake?.actor.name, printed?.actor.name);
    assert.equal((await read('?for=copying')).status, 422);
  });

  test('a film is read in parts, going back and forth is one look, and a look later is another', async () => {
    const before = (await actions()).length;
    system.clock.set('2026-04-28T03:00:00.000Z');
    const part = await read('?for=view', { range: 'bytes=50000-50999' });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes 50000-50999/${film.length}`);
    assert.deepEqual(part.body, film.subarray(50_000, 51_000));
    assert.equal(part.headers.get('accept-ranges'), 'bytes');
    await Promise.all(Array.from({ length: 30 }, (_, index) => read('?for=view', { range: `bytes=${index * 1000}-` })));
    assert.equal((await actions()).length, before + 1);
    system.clock.set('2026-04-28T03:10:00.000Z');
    await read('?for=view', { range: 'bytes=0-' });
    assert.equal((await actions()).length, before + 2);
    const beyond = await read('', { range: `bytes=${film.length}-` });
    assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, `bytes */${film.length}`]);
    assert.equal((await actions()).length, before + 2, 'nothing was handed out');
  });

  test('who reads the record but does not work on its files sees what was done, and starred names', async () => {
    const [line] = await lines(reader);
    assert.match(line?.actor.name ?? '', /^.\*+$/);
    assert.deepEqual([line?.actor.id, line?.address, line?.agent], ['', '', '']);
    const away = await signIn(system.url, 'chenxichuan');
    assert.equal((await away.request('GET', `/files/${file}/custody`)).status, 404);
  });

  test('the database refuses to change a line, and verify finds the log whole and sealed', async () => {
    for (const statement of ["update custody_line set actor = 'x'", 'delete from custody_line'])
      await assert.rejects(
        system.storage.transact(async (db) => {
          await db.executeQuery({ sql: statement, parameters: [], query: {} as never, queryId: {} as never });
        }),
        /never/,
      );
    system.clock.set('2026-04-28T04:00:00.000Z');
    await system.jobs.drain();
    const findings = await verify(await openWorld(system.storage, system.dataDir), ['I25', 'I9', 'I5']);
    assert.deepEqual(
      findings.flatMap(({ offences }) => offences),
      [],
    );
  });
});

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
