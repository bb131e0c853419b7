import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { caseData } from '../support/case-desk.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { type ProblemJson, refused } from '../support/unchanged.ts';
import { upload } from '../support/upload.ts';

interface Attached {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly name: string;
}
interface Saved {
  readonly _id: string;
  readonly version: number;
  readonly data: { readonly attachments?: readonly Attached[] };
}

const text = (words: string) => new TextEncoder().encode(words);
const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const tus = { 'tus-resumable': '1.0.0' };
const encoded = (name: string) => `filename ${Buffer.from(name).toString('base64')}`;

onEachDatabase('files in forms', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let record: Saved;
  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    clerk = await signIn(system.url, 'linxiaoman');
    record = await clerk.post<Saved>('/records/case', { data: caseData });
  });
  after(() => system?.close());

  const attach = async (bytes: Uint8Array, name: string, field: string, who = clerk, to = record._id) =>
    who.request<Attached>('POST', `/records/case/${to}/files`, {
      upload: await upload(system.url, who, bytes),
      name,
      field,
    });
  const save = (attachments: unknown) =>
    clerk.request<Saved>('PUT', `/records/case/${record._id}`, {
      data: { ...caseData, attachments },
      version: record.version,
    });
  const begin = (length: number, name: string, who = clerk) =>
    fetch(`${system.url}/api/files`, {
      method: 'POST',
      headers: {
        ...tus,
        cookie: who.cookie,
        'accept-language': 'zh-CN',
        'upload-length': String(length),
        'upload-metadata': encoded(name),
      },
    });

  test('a field takes the kinds its form declares, and files belong to fields there are', async () => {
    const good = await attach(pdf, '决定.pdf', 'terminateProof');
    assert.equal(good.status, 201, JSON.stringify(good.body));
    const wanted = { status: 415, slug: 'unsupported-type', path: '/name', code: 'file.notTaken' };
    const film = text('\0\0\0\u0018ftypisom film');
    await refused(system, () => attach(film, '录像.mp4', 'terminateProof'), wanted, 'a film as proof');
    const none = { status: 422, slug: 'invalid-input', path: '/field', code: 'file.noField' };
    await refused(system, () => attach(pdf, 'a.pdf', 'caseTitle'), none, 'a field that holds no files');
    const empty = { status: 422, slug: 'invalid-input', path: '/name', code: 'file.empty' };
    await refused(system, () => attach(new Uint8Array(), 'a.pdf', ''), empty, 'nothing');
  });

  test('what was refused is still there to be attached where it fits', async () => {
    const id = await upload(system.url, clerk, pdf);
    const body = { upload: id, name: 'a.pdf', field: 'caseTitle' };
    assert.equal((await clerk.request('POST', `/records/case/${record._id}/files`, body)).status, 422);
    const again = { ...body, field: 'attachments' };
    assert.equal((await clerk.request('POST', `/records/case/${record._id}/files`, again)).status, 201);
    assert.equal((await clerk.request('POST', `/records/case/${record._id}/files`, again)).status, 404, 'taken over');
  });

  test('a form holds only files that are there, in reach, and are what it says they are', async () => {
    const { body } = await attach(png, '照片.png', 'attachments');
    const file = { id: body.id, sha256: body.hash, name: body.name, size: body.size, type: body.type };
    const other = await signIn(system.url, 'pansongbai');
    const away = await other.post<Saved>('/records/case', { data: caseData }).catch(() => undefined);
    const wrong: readonly unknown[] = [
      { ...file, id: 'nothing' },
      { ...file, sha256: '0'.repeat(64) },
      { ...file, name: '另一个.png' },
      { ...file, size: 5 },
      { ...file, type: 'application/pdf' },
    ];
    const wanted = { status: 422, slug: 'invalid-input', path: '/attachments/0', code: 'file.notThere' };
    for (const one of wrong) await refused(system, () => save([one]), wanted, JSON.stringify(one));
    if (away !== undefined) {
      const theirs = await attach(png, 'a.png', 'attachments', other, away._id);
      await refused(system, () => save([{ id: theirs.body.id }]), wanted, 'a file out of reach');
    }
    const saved = await save([file]);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.deepEqual(saved.body.data.attachments, [file]);
    record = saved.body;
  });

  test('an upload is refused before its bytes where its name or size already say so, in words', async () => {
    const program = await begin(10, 'a.exe');
    assert.equal(program.status, 415);
    assert.match(((await program.json()) as ProblemJson).issues?.[0]?.message ?? '', /a\.exe/);
    assert.equal((await begin(5 * 1024 ** 3, 'a.mp4')).status, 413);
    assert.equal((await begin(3, 'a.jpg')).status, 201);
  });

  test('a file that lies about itself is refused with its first part, and its upload is gone', async () => {
    const lie = text(`<html>${'x'.repeat(9000)}</html>`);
    const begun = await begin(lie.length * 2, '照片.jpg');
    const url = `${system.url}/api/files/${basename(begun.headers.get('location') ?? '')}`;
    const headers = { ...tus, cookie: clerk.cookie };
    const part = await fetch(url, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: lie,
    });
    assert.equal(part.status, 415);
    assert.equal(((await part.json()) as ProblemJson).issues?.[0]?.code, 'file.type');
    assert.equal((await fetch(url, { method: 'HEAD', headers })).status, 404);
  });

  test('one account has so many uploads begun at once, and may cancel them', async () => {
    const hoarder = await signIn(system.url, 'lizhiyuan');
    const begun: string[] = [];
    for (let status = 201; status === 201 && begun.length < 300; ) {
      const reply = await begin(10, 'a.jpg', hoarder);
      status = reply.status;
      if (status === 201) begun.push(basename(reply.headers.get('location') ?? ''));
      else assert.equal(((await reply.json()) as ProblemJson).issues?.[0]?.code, 'file.quota');
    }
    assert.equal(begun.length, 200);
    assert.equal((await begin(10, 'a.jpg')).status, 201, 'others go on');
    const headers = { ...tus, cookie: hoarder.cookie };
    const cancel = await fetch(`${system.url}/api/files/${begun[0]}`, { method: 'DELETE', headers });
    assert.equal(cancel.status, 204);
    assert.equal((await begin(10, 'a.jpg', hoarder)).status, 201);
    const foreign = await fetch(`${system.url}/api/files/${begun[1]}`, {
      method: 'DELETE',
      headers: { ...tus, cookie: clerk.cookie },
    });
    assert.equal(foreign.status, 404);
  });

  test('what was begun and never finished is dropped after ten days', async () => {
    const folder = join(system.dataDir, 'uploads');
    const [old] = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    assert.ok(old);
    const path = join(folder, old);
    const told = JSON.parse(await readFile(path, 'utf8'));
    const ago = new Date(Date.now() - 11 * 24 * 3_600_000).toISOString();
    await writeFile(path, JSON.stringify({ ...told, creation_date: ago }));
    assert.equal(await system.services.files.dropExpired(), 1);
    assert.ok(!(await readdir(folder)).some((name) => old.startsWith(name) || name === old));
    assert.equal(await system.services.files.dropExpired(), 0);
  });
});
