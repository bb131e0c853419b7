import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { caseData } from '../support/case-desk.ts';
import { type Client, clientOf, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { refused, type Wanted } from '../support/unchanged.ts';
import { upload } from '../support/upload.ts';

const text = (words: string) => new TextEncoder().encode(words);
const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

onEachDatabase('bad files', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let record: string;

  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    clerk = await signIn(system.url, 'linxiaoman');
    record = (await clerk.post<{ _id: string }>('/records/case', { data: caseData }))._id;
  });
  after(() => system?.close());

  const attach = (body: object, who = clerk) =>
    who.request<{ id: string; type: string }>('POST', `/records/case/${record}/files`, body);
  const refuse = (body: object, wanted: Wanted, what: string, who = clerk) =>
    refused(system, () => attach(body, who), wanted, what);
  const files = () => clerk.get<unknown[]>(`/records/case/${record}/files`);

  test('an upload cut in the middle is no file, and can be gone on with', async () => {
    const id = await upload(system.url, clerk, pdf, 10);
    const wanted = { status: 404, slug: 'not-found', path: '/upload', code: 'file.noUpload' };
    await refuse({ upload: id, name: 'a.pdf' }, wanted, 'half an upload');
    assert.deepEqual(await files(), []);
    const rest = await fetch(`${system.url}/api/files/${id}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        cookie: clerk.cookie,
        'upload-offset': '10',
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.from(pdf.subarray(10)),
    });
    assert.equal(rest.status, 204);
    const { status, body } = await attach({ upload: id, name: 'a.pdf' });
    assert.deepEqual([status, body.type], [201, 'application/pdf']);
  });

  test('a part that does not begin where the last one ended is refused', async () => {
    const id = await upload(system.url, clerk, pdf, 10);
    const wrong = await fetch(`${system.url}/api/files/${id}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        cookie: clerk.cookie,
        'upload-offset': '3',
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.from(pdf.subarray(3)),
    });
    assert.equal(wrong.status, 409);
  });

  test('a file that is not what its name says is refused by what it is', async () => {
    const lies: readonly (readonly [Uint8Array, string, string?])[] = [
      [png, 'a.pdf'],
      [pdf, 'a.png'],
      [text('<html><script>alert(1)</script></html>'), 'a.pdf'],
      [text('MZ\u0090\u0000'), 'a.jpg'],
      [text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg', 'file.ending'],
      [text('<html></html>'), 'a.html', 'file.ending'],
      [pdf, 'a.pdf.exe', 'file.ending'],
      [pdf, 'without-ending', 'file.ending'],
      [text('<script>WEBP'), 'a.webp'],
      [text('RIFFxxxxWEBP'), 'a.wav'],
    ];
    for (const [bytes, name, code = 'file.type'] of lies) {
      const id = await upload(system.url, clerk, bytes);
      const wanted = { status: 415, slug: 'unsupported-type', path: '/name', code };
      await refuse({ upload: id, name }, wanted, name);
    }
  });

  test('an upload of somebody else, and one that never was, are not there', async () => {
    const other = await signIn(system.url, 'lizhiyuan');
    const id = await upload(system.url, other, pdf);
    const wanted = { status: 404, slug: 'not-found', path: '/upload' };
    for (const one of [id, randomUUID(), '../../zhifa.db', '..%2f..%2fzhifa.db', ''])
      await refuse({ upload: one, name: 'a.pdf' }, wanted, `upload ${one}`);
    const head = { method: 'HEAD', headers: { cookie: clerk.cookie, 'tus-resumable': '1.0.0' } };
    assert.equal((await fetch(`${system.url}/api/files/${id}`, head)).status, 404);
  });

  test('a name is a name: no path, no control character, not empty, not endless', async () => {
    for (const name of ['', '/', '\u0000', 'x'.repeat(256)]) {
      const id = await upload(system.url, clerk, pdf);
      await refuse({ upload: id, name }, { status: 422, slug: 'invalid-input', path: '/name' }, JSON.stringify(name));
    }
    const id = await upload(system.url, clerk, pdf);
    const { body } = await attach({ upload: id, name: '../../etc/a\u0007.pdf' });
    assert.equal((body as unknown as { name: string }).name, '....etca.pdf');
  });

  test('nobody uploads without a session, and an original is only ever a download', async () => {
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '3' };
    assert.equal((await fetch(`${system.url}/api/files`, { method: 'POST', headers })).status, 401);
    const id = await upload(system.url, clerk, pdf);
    const { body } = await attach({ upload: id, name: '证据.pdf' });
    const got = await clerk.request('GET', `/files/${body.id}`);
    assert.equal(got.status, 200);
    assert.match(got.headers.get('content-disposition') ?? '', /^attachment;/);
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
    assert.match(got.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal((await clientOf(system.url, '').request('GET', `/files/${body.id}`)).status, 401);
    const away = await signIn(system.url, 'chenxichuan');
    assert.equal((await away.request('GET', `/files/${body.id}`)).status, 404);
  });
});
