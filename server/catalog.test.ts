import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { changed, type PackFiles, smallPack } from '#test/support/small-pack.ts';
import { openTestStorage } from '#test/support/storage.ts';
import { openCatalog } from './catalog.ts';
import { all, one, run } from './storage/db.ts';
import { blobHash, currentRelease, insertRelease, movePointer, putBlobs, readManifest } from './storage/definitions.ts';
import { layered } from './take-shipped.ts';

const now = '2026-06-30T01:00:00.000Z';
const genre = 'definitions/loan/codes/genre.json';
const limit = 'definitions/loan/parameters/price-limit.json';

let opened: Awaited<ReturnType<typeof openTestStorage>>;
let packDir = '';

beforeEach(async () => {
  opened = await openTestStorage();
  packDir = mkdtempSync(join(tmpdir(), 'zhifa-pack-'));
});
afterEach(async () => {
  await opened.dispose();
  rmSync(packDir, { recursive: true, force: true });
});

const ship = (files: PackFiles) => {
  rmSync(packDir, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(packDir, path)), { recursive: true });
    writeFileSync(join(packDir, path), content);
  }
};
const start = () => openCatalog(opened.storage, { packDir, now });
const manifestNow = async () => {
  const release = await currentRelease(opened.storage.read);
  return { release, manifest: (await readManifest(opened.storage.read, release?.manifest ?? '')) ?? {} };
};
const titled = (files: PackFiles, path: string, title: string) =>
  changed(files, path, (definition: { title: { zh: string } }) => {
    definition.title.zh = title;
  });

/** Publishes a local change as a command would: a new release over the one in force. */
const publishLocally = async (path: string, content: string | undefined) => {
  const { release, manifest } = await manifestNow();
  const next: Record<string, string> = { ...manifest };
  const { storage } = opened;
  await storage.transact(async (db) => {
    if (content === undefined) delete next[path];
    else {
      await putBlobs(db, [content]);
      next[path] = (await one<{ hash: string }>(db, 'select hash from blob where content = ?', [content]))?.hash ?? '';
    }
    const id = `local${Number(release?.number) + 1}`;
    await insertRelease(
      db,
      { id, parent: release?.id ?? null, author: 'a', approver: null, note: 'local', published_at: now },
      next,
    );
    await movePointer(db, 'release', release?.id, id);
  });
};

test('the first start publishes the shipped pack as release 1 and makes the tables of its modules', async () => {
  ship(smallPack());
  const keeper = await start();
  const { release } = await manifestNow();
  assert.equal(release?.number, 1);
  assert.equal(keeper.current().release, release?.id);
  assert.equal(keeper.safeMode(), undefined);
  assert.equal(keeper.current().module('loan').fields.get('price')?.type, 'money');
  assert.deepEqual(await all(opened.storage.read, 'select id from m_loan'), []);
});

test('a second start on the same files publishes nothing', async () => {
  ship(smallPack());
  await start();
  const keeper = await start();
  assert.equal((await manifestNow()).release?.number, 1);
  assert.equal(keeper.safeMode(), undefined);
});

test('shipped files may be in any spelling: what is stored is canonical', async () => {
  const loose = new Map(
    [...smallPack()].map(([path, text]) => [path, path.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text]),
  );
  ship(loose);
  await start();
  const loosely = (await manifestNow()).manifest;
  ship(smallPack());
  await start();
  assert.deepEqual((await manifestNow()).manifest, loosely);
});

test('changed shipped files become a new release below the local changes', async () => {
  ship(smallPack());
  await start();
  await publishLocally(limit, titled(smallPack(), limit, 'Local limit').get(limit));
  ship(titled(titled(smallPack(), limit, 'Shipped limit'), genre, 'Shipped genre'));
  const keeper = await start();
  const { definitions } = keeper.current();
  assert.equal((await manifestNow()).release?.number, 3);
  assert.equal(definitions.parameter.get('price-limit')?.title.zh, 'Local limit');
  assert.equal(definitions.codes.get('genre')?.title.zh, 'Shipped genre');
});

test('new shipped files that would break the local changes are not taken over, and this is said', async () => {
  ship(smallPack());
  await start();
  const own = formatDefinition({
    kind: 'report',
    key: 'own',
    module: 'loan',
    title: { zh: 'x' },
    record: 'loan',
    groupBy: 'genre',
    measures: [{ key: 'n', title: { zh: 'n' }, function: 'count' }],
  });
  await publishLocally('definitions/loan/reports/own.json', own);
  const shipped = changed(
    smallPack(),
    'definitions/loan/forms/loanForm.json',
    (form: { components: { key: string }[] }) => {
      form.components = form.components.filter(({ key }) => key !== 'genre');
    },
  );
  ship(shipped);
  const keeper = await start();
  assert.equal((await manifestNow()).release?.number, 2);
  assert.equal(keeper.safeMode()?.failed, 'shipped');
  assert.ok(keeper.safeMode()?.issues.some(({ file }) => file === 'definitions/loan/reports/own.json'));
  assert.ok(keeper.current().module('loan').fields.has('genre'));
});

test('a release whose content is damaged is passed over for the last one that builds, visibly', async () => {
  ship(smallPack());
  await start();
  const first = (await manifestNow()).release;
  await publishLocally(genre, titled(smallPack(), genre, 'Second').get(genre));
  const second = await manifestNow();
  await opened.storage.transact((db) =>
    run(db, 'update blob set content = ? where hash = ?', ['{}', second.manifest[genre]]),
  );
  const keeper = await start();
  assert.equal(keeper.current().release, first?.id);
  assert.deepEqual(
    { ...keeper.safeMode(), issues: keeper.safeMode()?.issues.map(({ file, code }) => [file, code]) },
    { release: first?.id, failed: second.release?.id, issues: [[genre, 'definition-damaged']] },
  );
});

test('when no stored release builds, the shipped pack itself serves', async () => {
  ship(smallPack());
  await start();
  await publishLocally(genre, titled(smallPack(), genre, 'Second').get(genre));
  await opened.storage.transact(async (db) => {
    await run(db, "update blob set content = ''");
    await run(db, 'update `release` set parent = null');
  });
  const keeper = await start();
  assert.equal(keeper.current().release, '');
  assert.ok(keeper.current().definitions.module.has('loan'));
  assert.ok(keeper.safeMode() !== undefined);
});

test('what is damaged and lies in the shipped pack is put back, and nothing else is lost', async () => {
  ship(smallPack());
  await start();
  await publishLocally(genre, titled(smallPack(), genre, 'Second').get(genre));
  const { manifest } = await manifestNow();
  await opened.storage.transact((db) =>
    run(db, "update blob set content = '' where hash = ?", [manifest[limit] ?? '']),
  );
  const keeper = await start();
  assert.equal(keeper.safeMode(), undefined);
  assert.equal(keeper.current().definitions.codes.get('genre')?.title.zh, 'Second');
});

test('a first start with a faulty pack starts, with what is sound, and shows the faults', async () => {
  ship(smallPack().set(genre, '{'));
  const keeper = await start();
  assert.deepEqual(
    keeper
      .safeMode()
      ?.issues.map(({ code }) => code)
      .slice(0, 1),
    ['definition-not-json'],
  );
  assert.ok(keeper.current().definitions.parameter.has('loan-days'));
});

test('reload takes over what was published meanwhile', async () => {
  ship(smallPack());
  const keeper = await start();
  await publishLocally(genre, titled(smallPack(), genre, 'Second').get(genre));
  await keeper.reload();
  assert.equal(keeper.current().definitions.codes.get('genre')?.title.zh, 'Second');
});

test('layers: what is local stays, what is shipped follows, what was removed locally stays away', () => {
  const below = { a: '1', b: '1', c: '1', d: '1' };
  const over = { a: '1', b: '2', c: '1', e: '5' };
  const shipped = { a: '9', b: '9', d: '9', f: '9' };
  assert.deepEqual(layered(shipped, below, over), { a: '9', b: '2', e: '5', f: '9' });
});

test('whichever single row is damaged, the definitions open, work, and say so', async () => {
  ship(smallPack());
  await start();
  await publishLocally(genre, titled(smallPack(), genre, 'Second').get(genre));
  const { storage } = opened;
  const blobs = await all<{ hash: string; content: string }>(storage.read, 'select * from blob order by hash');
  const { release, manifest } = await manifestNow();
  const shippedHashes = new Set([...smallPack().values()].map(blobHash));
  // Shipped contents are put back from the pack.
  const inUse = new Set([release?.manifest, ...Object.values(manifest).filter((hash) => !shippedHashes.has(hash))]);
  const damages: ((content: string) => string)[] = [
    (content) => content.slice(0, content.length / 2),
    (content) => content.replace('e', 'f'),
    () => '',
    () => '{"kind": {}}',
  ];
  for (const [index, { hash, content }] of blobs.entries()) {
    const damage = damages[index % damages.length] ?? String;
    await storage.transact((db) => run(db, 'update blob set content = ? where hash = ?', [damage(content), hash]));
    const keeper = await start();
    assert.ok(keeper.current().definitions.module.has('loan'));
    assert.equal(keeper.safeMode() !== undefined, inUse.has(hash), content.slice(0, 80));
    await storage.transact((db) => run(db, 'update blob set content = ? where hash = ?', [content, hash]));
  }
  await storage.transact((db) => run(db, "update pointer set value = 'nowhere' where name = 'release'"));
  const lost = await start();
  assert.deepEqual([lost.current().release, lost.safeMode()?.failed], [release?.id, 'nowhere']);
  ship(titled(smallPack(), limit, 'Shipped limit'));
  const found = await start();
  assert.equal(found.safeMode(), undefined);
  assert.equal(found.current().definitions.parameter.get('price-limit')?.title.zh, 'Shipped limit');
  assert.equal(found.current().definitions.codes.get('genre')?.title.zh, 'Second');
});
