import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { machine } from '#server/command/context.ts';
import { sweepFiles } from '#server/command/file/sweep-files.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { caseData, invalid } from '../support/case-desk.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { refused } from '../support/unchanged.ts';
import { upload } from '../support/upload.ts';

interface Attached {
  readonly id: string;
  readonly hash: string;
}
interface Saved {
  readonly _id: string;
  readonly version: number;
}
const pdf = (words: string) => new TextEncoder().encode(`%PDF-1.7 ${words}`);

onEachDatabase('files taken out and swept', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let record: Saved;
  const kept: Record<string, Attached> = {};
  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:20:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    clerk = await signIn(system.url, 'linxiaoman');
    record = await clerk.post<Saved>('/records/case', { data: caseData });
    for (const [name, field] of [
      ['held', 'attachments'],
      ['unused', 'attachments'],
      ['plain', ''],
      ['spare', ''],
    ] as const) {
      const body = { upload: await upload(system.url, clerk, pdf(name)), name: `${name}.pdf`, field };
      kept[name] = await clerk.post<Attached>(`/records/case/${record._id}/files`, body);
    }
    const data = { ...caseData, attachments: [{ id: kept.held?.id, sha256: kept.held?.hash }] };
    record = await clerk.put<Saved>(`/records/case/${record._id}`, { data, version: record.version });
  });
  after(() => system?.close());

  const idOf = (name: string) => kept[name]?.id ?? '';
  const remove = (name: string, who = clerk, reason = '传错了') =>
    who.request('POST', `/files/${idOf(name)}/remove`, { reason });
  const names = async () =>
    (await clerk.get<{ name: string }[]>(`/records/case/${record._id}/files`)).map(({ name }) => name).sort();
  const sweep = () => sweepFiles(system.context({ actor: machine, requestId: 'sweep' }));
  const broken = async () =>
    (await verify(await openWorld(system.storage, system.dataDir), ['I5', 'I19', 'I25', 'I32'])).flatMap(
      ({ offences }) => offences,
    );
  const notNow = (code: string) => ({ status: 409, slug: 'action-not-available', path: '', code });

  test('one takes out what one has put in by mistake, with a reason; its custody stays', async () => {
    await refused(system, () => remove('spare', clerk, ' '), invalid('/reason', 'required'), 'no reason');
    const leader = await signIn(system.url, 'lizhiyuan');
    const other = await remove('spare', leader);
    assert.ok([403, 404].includes(other.status), String(other.status));
    await refused(system, () => remove('held'), notNow('file.held'), 'a file that a form holds');
    assert.equal((await remove('spare')).status, 200);
    assert.deepEqual(await names(), ['held.pdf', 'plain.pdf', 'unused.pdf']);
    assert.equal((await clerk.request('GET', `/files/${idOf('spare')}`)).status, 404);
    const lines = await clerk.get<{ action: string; how: string }[]>(`/files/${idOf('spare')}/custody`);
    assert.deepEqual(
      lines.map(({ action, how }) => [action, how]),
      [
        ['remove', '传错了'],
        ['intake', null],
      ],
    );
    assert.equal((await remove('spare')).status, 404);
  });

  test('once a step was passed nothing of it is taken out', async () => {
    await clerk.post(`/records/case/${record._id}/actions/submitSource`, { data: {}, version: record.version });
    await refused(system, () => remove('held'), notNow('file.frozen'), 'held by what was submitted');
    await refused(system, () => remove('plain'), notNow('file.frozen'), 'there when it was submitted');
    assert.deepEqual(await broken(), []);
  });

  test('after its term what no form came to hold is swept, then its content; evidence and what was submitted stay', async () => {
    assert.deepEqual(await sweep(), { links: 0, contents: 0 });
    system.clock.set('2026-05-29T01:20:00.000Z');
    assert.deepEqual(await sweep(), { links: 1, contents: 1 }, 'the unused file, and the content of the one taken out');
    clerk = await signIn(system.url, 'linxiaoman');
    assert.deepEqual(await names(), ['held.pdf', 'plain.pdf']);
    assert.equal(await system.services.files.has(kept.spare?.hash ?? ''), false);
    assert.equal(await system.services.files.has(kept.unused?.hash ?? ''), true, 'for its own term');
    system.clock.set('2026-06-29T01:20:00.000Z');
    assert.deepEqual(await sweep(), { links: 0, contents: 1 });
    assert.deepEqual(await sweep(), { links: 0, contents: 0 });
    assert.equal(await system.services.files.has(kept.held?.hash ?? ''), true);
    assert.deepEqual(await broken(), []);
  });

  test('content that was swept comes back when it is brought again', async () => {
    clerk = await signIn(system.url, 'linxiaoman');
    const again = await clerk.post<Saved>('/records/case', { data: caseData });
    const body = { upload: await upload(system.url, clerk, pdf('spare')), name: 'spare.pdf', field: '' };
    const file = await clerk.post<Attached>(`/records/case/${again._id}/files`, body);
    assert.equal(file.hash, kept.spare?.hash);
    assert.equal((await clerk.request('GET', `/files/${file.id}`)).status, 200);
    assert.deepEqual(await sweep(), { links: 0, contents: 0 });
    assert.deepEqual(await broken(), []);
  });
});
