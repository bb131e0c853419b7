import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { it } from 'node:test';
import { openWorld as openStored } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, signIn } from '#test/support/client.ts';
import { mariadbMissing } from '#test/support/servers.ts';
import { startPlatform } from './platform.ts';
import { openWorld } from './world.ts';

const mebi = 1024 ** 2;
const size = 200 * mebi;
const piece = 8 * mebi;
const tus = { 'tus-resumable': '1.0.0' };

/** 200 MiB that begin as a film does and repeat nothing: a key stream, made piece by piece. */
const bytesOf = (): { readonly pieces: readonly Buffer[]; readonly hash: string } => {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16, 1));
  const pieces = Array.from({ length: size / piece }, () => stream.update(Buffer.alloc(piece)));
  Buffer.from('\0\0\0\u0018ftypisom', 'latin1').copy(pieces[0] ?? Buffer.alloc(0));
  const hash = createHash('sha256');
  for (const one of pieces) hash.update(one);
  return { pieces, hash: hash.digest('hex') };
};

/** Most memory the process ever had resident, in MiB; 0 where it cannot be told. */
const peakOf = (pid: number): number => {
  if (process.platform !== 'linux') return 0;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
};

const send = (url: string, { cookie }: Client, offset: number, bytes: Buffer) =>
  fetch(url, {
    method: 'PATCH',
    headers: { ...tus, cookie, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;

for (const [database, skipped] of [
  ['sqlite', false],
  ['mariadb', skip],
] as const)
  it(`${database}: 200 MiB go on where the server was killed, are whole, and never lay in its memory`, {
    skip: skipped,
  }, async (test) => {
    const { pieces, hash } = bytesOf();
    const world = await openWorld(database);
    let platform = await startPlatform(world.settings(false), '');
    const dora = await signIn(world.url, 'dora');
    const data = { book: 'Atlas', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
    const loan = await dora.post<{ _id: string }>('/records/loan', { data });
    const headers = { ...tus, cookie: dora.cookie, 'upload-length': String(size) };
    const begun = await fetch(`${world.url}/api/files`, { method: 'POST', headers });
    const url = `${world.url}/api/files/${basename(begun.headers.get('location') ?? '')}`;
    const offset = async () => Number((await fetch(url, { method: 'HEAD', headers })).headers.get('upload-offset'));
    const goOn = async (to: number): Promise<void> => {
      for (let at = await offset(); at < to; ) {
        const within = pieces[Math.floor(at / piece)]?.subarray(at % piece) ?? Buffer.alloc(0);
        const { status } = await send(url, dora, at, within);
        assert.equal(status, 204);
        at += within.length;
      }
    };
    const before = peakOf(platform.pid);
    await goOn(12 * piece);
    // The next piece is on its way when the process dies.
    const lost = send(url, dora, 12 * piece, pieces[12] ?? Buffer.alloc(0)).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 10));
    const peaks = [peakOf(platform.pid) - before];
    await platform.kill();
    await lost;
    platform = await startPlatform(world.settings(false), '');
    const there = await offset();
    assert.ok(there >= 12 * piece && there <= 13 * piece, String(there));
    const calm = peakOf(platform.pid);
    await goOn(size);
    const body = { upload: basename(url), name: 'film.mp4' };
    const file = await dora.post<{ id: string; hash: string }>(`/records/loan/${loan._id}/files`, body);
    assert.equal(file.hash, hash);
    const tail = await dora.request<Buffer>('GET', `/files/${file.id}`, undefined, {
      headers: { range: `bytes=${size - 1000}-` },
    });
    assert.deepEqual(tail.body, pieces.at(-1)?.subarray(piece - 1000));
    const stream = await fetch(`${world.url}/api/files/${file.id}`, { headers: { cookie: dora.cookie } });
    const got = createHash('sha256');
    for await (const chunk of stream.body ?? []) got.update(chunk);
    assert.equal(got.digest('hex'), hash);
    peaks.push(peakOf(platform.pid) - calm);
    test.diagnostic(`memory above what it had, MiB: ${peaks.map(Math.round).join(', ')}`);
    for (const peak of peaks) assert.ok(peak < 150, `${peak} MiB`);
    await platform.stop();
    const findings = await world.look(async (storage) =>
      verify(await openStored(storage, world.dataDir), ['I5', 'I25']),
    );
    assert.deepEqual(
      findings.flatMap(({ offences }) => offences),
      [],
    );
    await world.close();
  });
