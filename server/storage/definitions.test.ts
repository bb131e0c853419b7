import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { run } from './db.ts';
import {
  blobHash,
  currentRelease,
  insertRelease,
  listReleaseRows,
  movePointer,
  putBlob,
  putBlobs,
  readFiles,
  readManifest,
} from './definitions.ts';
import {
  draftItems,
  dropDraftItem,
  findDraft,
  insertDraft,
  listDraftRows,
  putDraftItem,
  touchDraft,
} from './drafts.ts';

const at = '2026-06-30T01:00:00.000Z';
const release = (id: string, parent: string | null) => ({
  id,
  parent,
  author: 'a',
  approver: null,
  note: '',
  published_at: at,
});

onEachStorage('Definitions', (context) => {
  it('keeps one blob for one content and gives the files of a manifest back byte by byte', async () => {
    const { storage } = context;
    const contents = ['{"a":"\u6848"}\n', 'p { margin: 0 }\n', ''];
    await storage.transact((db) => putBlobs(db, contents));
    await storage.transact((db) => putBlobs(db, [...contents, 'new']));
    await storage.transact((db) => putBlob(db, 'new'));
    const manifest = Object.fromEntries(contents.map((content, index) => [`f${index}`, blobHash(content)]));
    const { files, damaged } = await readFiles(storage.read, { ...manifest, lost: blobHash('lost') });
    assert.deepEqual([...files.values()], contents);
    assert.deepEqual(damaged, ['lost']);
  });

  it('names a content whose bytes changed under its hash', async () => {
    const { storage } = context;
    const hash = await storage.transact((db) => putBlob(db, 'sound'));
    await storage.transact((db) => run(db, 'update `blob` set `content` = ? where `hash` = ?', ['sounD', hash]));
    assert.deepEqual((await readFiles(storage.read, { f: hash })).damaged, ['f']);
  });

  it('numbers releases after their parents and moves the pointer once for each', async () => {
    const { storage } = context;
    const flip = (id: string, from: string | undefined) =>
      storage.transact(async (db) => {
        if (!(await movePointer(db, 'release', from, id))) return undefined;
        return await insertRelease(db, release(id, from ?? null), { [id]: blobHash(id) });
      });
    assert.equal((await flip('r1', undefined))?.number, 1);
    assert.equal(await flip('other', undefined), undefined);
    assert.equal((await flip('r2', 'r1'))?.number, 2);
    assert.equal(await flip('late', 'r1'), undefined);
    const current = await currentRelease(storage.read);
    assert.deepEqual([current?.id, current?.parent], ['r2', 'r1']);
    assert.deepEqual(await readManifest(storage.read, current?.manifest ?? ''), { r2: blobHash('r2') });
    assert.deepEqual(
      (await listReleaseRows(storage.read)).map(({ number }) => Number(number)),
      [2, 1],
    );
  });

  it('lets one of many win who flip at once', async () => {
    const { storage } = context;
    const from = (await currentRelease(storage.read))?.id;
    const moved = await Promise.all(
      Array.from({ length: 12 }, (_, index) => storage.transact((db) => movePointer(db, 'release', from, `w${index}`))),
    );
    assert.equal(moved.filter(Boolean).length, 1);
  });

  it('keeps the last change of a file in a draft, and closes a draft once', async () => {
    const { storage } = context;
    const draft = { id: 'd', base: 'r1', title: 'x', author: 'a', state: 'open', version: 1 } as const;
    await storage.transact(async (db) => {
      await insertDraft(db, { ...draft, created_at: at, modified_at: at });
      await putDraftItem(db, { draft: 'd', path: 'b', hash: '1' });
      await putDraftItem(db, { draft: 'd', path: 'a', hash: null });
      await putDraftItem(db, { draft: 'd', path: 'b', hash: '2' });
      await putDraftItem(db, { draft: 'd', path: 'c', hash: '3' });
      await dropDraftItem(db, 'd', 'c');
      await touchDraft(db, 'd', at);
    });
    assert.deepEqual(await draftItems(storage.read, 'd'), [
      { draft: 'd', path: 'a', hash: null },
      { draft: 'd', path: 'b', hash: '2' },
    ]);
    assert.equal((await listDraftRows(storage.read)).length, 1);
    await storage.transact((db) => touchDraft(db, 'd', at, 'published'));
    const refused = (error: unknown) => error instanceof Problem && error.slug === 'draft-conflict';
    await assert.rejects(
      storage.transact((db) => touchDraft(db, 'd', at, 'published')),
      refused,
    );
    assert.deepEqual(
      [(await findDraft(storage.read, 'd'))?.state, await listDraftRows(storage.read)],
      ['published', []],
    );
  });
});
