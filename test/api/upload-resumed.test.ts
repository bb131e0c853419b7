import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request as send } from 'node:http';
import { basename } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { caseData } from '../support/case-desk.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

/** Two mebibytes that begin as a PDF does and repeat nothing. */
const pdf = (): Buffer => {
  const bytes = Buffer.alloc(2 * 1024 * 1024);
  for (let at = 0; at < bytes.length; at += 32)
    createHash('sha256')
      .update(String(at))
      .digest()
      .copy(bytes, at, 0, Math.min(32, bytes.length - at));
  bytes.write('%PDF-1.7\n');
  return bytes;
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const tus = { 'tus-resumable': '1.0.0' };

onEachDatabase('a resumed upload', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let record = '';
  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    clerk = await signIn(system.url, 'linxiaoman');
    record = (await clerk.post<{ _id: string }>('/records/case', { data: caseData }))._id;
  });
  after(() => system?.close());

  const begin = async (length: number): Promise<string> => {
    const headers = { ...tus, cookie: clerk.cookie, 'upload-length': String(length) };
    const begun = await fetch(`${system.url}/api/files`, { method: 'POST', headers });
    return `${system.url}/api/files/${basename(begun.headers.get('location') ?? '')}`;
  };
  const offsetOf = async (url: string): Promise<number> => {
    const head = await fetch(url, { method: 'HEAD', headers: { ...tus, cookie: clerk.cookie } });
    assert.equal(head.status, 200);
    return Number(head.headers.get('upload-offset'));
  };
  const patch = (url: string, offset: number, bytes: Buffer) =>
    fetch(url, {
      method: 'PATCH',
      headers: {
        ...tus,
        cookie: clerk.cookie,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes),
    });
  /** Announces all of it, sends a part, and tears the connection. */
  const torn = (url: string, offset: number, bytes: Buffer, part: number): Promise<void> =>
    new Promise((done) => {
      const headers = {
        ...tus,
        cookie: clerk.cookie,
        'upload-offset': String(offset),
        'content-length': String(bytes.length - offset),
        'content-type': 'application/offset+octet-stream',
      };
      const request = send(url, { method: 'PATCH', headers });
      request.on('error', () => done());
      request.on('close', () => done());
      request.write(bytes.subarray(offset, offset + part), () => request.destroy());
    });
  /** What the server has once it has noticed: it may take in what was under way. */
  const settled = async (url: string): Promise<number> => {
    for (let last = -1; ; ) {
      const offset = await offsetOf(url);
      if (offset === last) return offset;
      last = offset;
      await pause(200);
    }
  };

  test('a connection that breaks twice loses nothing: the server says where to go on, and the file is whole', async () => {
    const bytes = pdf();
    const url = await begin(bytes.length);
    await torn(url, 0, bytes, 700_000);
    const first = await settled(url);
    assert.ok(first < bytes.length, String(first));
    await torn(url, first, bytes, 300_000);
    const second = await settled(url);
    assert.ok(second >= first && second < bytes.length, `${first} ${second}`);
    const attach = () =>
      clerk.request<{ id: string }>('POST', `/records/case/${record}/files`, {
        upload: basename(url),
        name: 'evidence.pdf',
      });
    assert.equal((await attach()).status, 404, 'it is no file yet');
    assert.equal((await patch(url, second, bytes.subarray(second))).status, 204);
    assert.equal(await offsetOf(url), bytes.length);
    const { status, body } = await attach();
    assert.equal(status, 201);
    assert.equal(sha256(await clerk.get<Buffer>(`/files/${body.id}`)), sha256(bytes));
  });
});
