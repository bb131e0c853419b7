import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { it } from 'node:test';
import { typeFitsName } from '#engine/file/endings.ts';
import { Problem } from '#engine/problem.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { delegationsTo, grantPost, holdersOf, insertAccount, insertDelegation, postsOf } from './accounts.ts';
import { one } from './db.ts';
import { openFileStore } from './file-store.ts';
import { ancestorsOf, insertOrganization, subtreeOf } from './organizations.ts';
import { checkPassword, hashPassword } from './password.ts';
import { findSession, openSession } from './sessions.ts';

const at = '2026-06-30T01:00:00.000Z';
const slug = (error: unknown): string => (error instanceof Problem ? error.slug : String(error));

onEachStorage('People and files', (context) => {
  it('know an organization above and below itself', async () => {
    const { storage } = context;
    const add = (id: string, parent: string | null) => ({
      id,
      name: id,
      level: 'l',
      region: '96',
      parent,
      active: 1 as const,
      profile: '{}',
    });
    await storage.transact(async (db) => {
      await insertOrganization(db, add('o0', null));
      await insertOrganization(db, add('o1', 'o0'));
      await insertOrganization(db, add('o2', 'o1'));
    });
    assert.deepEqual(
      (await ancestorsOf(storage.read, 'o2')).map(({ id }) => id),
      ['o2', 'o1', 'o0'],
    );
    assert.deepEqual(
      (await subtreeOf(storage.read, 'o1')).map(({ id }) => id),
      ['o1', 'o2'],
    );
    assert.equal(
      await storage.transact((db) => insertOrganization(db, add('o9', 'none'))).catch(slug),
      'invalid-input',
    );
  });

  it('know who holds a post on a day, and who stands in for whom', async () => {
    const { storage } = context;
    const account = {
      id: 'a1',
      username: 'zhang',
      name: '张',
      password: null,
      organization: 'o1',
      active: 1 as const,
      demo: 0 as const,
      profile: '{}',
      created_at: at,
    };
    await storage.transact(async (db) => {
      await insertAccount(db, account);
      await grantPost(db, { account: 'a1', organization: 'o1', post: 'head', from_date: '2026-01-01', to_date: null });
      await insertDelegation(db, {
        id: 'd1',
        from_account: 'a1',
        to_account: 'a2',
        post: 'head',
        from_date: '2026-06-01',
        to_date: '2026-06-30',
      });
    });
    assert.equal((await holdersOf(storage.read, 'o1', 'head', '2026-06-30')).length, 1);
    assert.equal((await postsOf(storage.read, 'a1', '2025-12-31')).length, 0);
    assert.equal((await delegationsTo(storage.read, 'a2', '2026-06-30')).length, 1);
    assert.equal((await delegationsTo(storage.read, 'a2', '2026-07-01')).length, 0);
  });

  it('find a session by its secret until it expires or the account is closed', async () => {
    const { storage } = context;
    const secret = await storage.transact((db) =>
      openSession(db, { account: 'a1', kind: 'session', now: at, hours: 12 }),
    );
    assert.equal((await findSession(storage.read, secret, at))?.account, 'a1');
    assert.equal(await findSession(storage.read, secret, '2026-07-01T01:00:00.000Z'), undefined);
    assert.equal(await findSession(storage.read, `${secret}x`, at), undefined);
    const raw = await one<{ id: string }>(storage.read, 'select `id` from `session`');
    assert.notEqual(raw?.id, secret);
  });

  it('store a file once under its content, and tell its type from its bytes', async () => {
    const files = await openFileStore(context.dataDir);
    const bytes = new TextEncoder().encode('%PDF-1.7 rest');
    const first = await files.put(bytes);
    const second = await files.put(bytes);
    assert.deepEqual(first, second);
    assert.equal(first.type, 'application/pdf');
    assert.equal(first.size, bytes.length);
    assert.deepEqual(new Uint8Array(await files.bytes(first.hash)), bytes);
    assert.equal(await files.hashNow(first.hash), first.hash);
    assert.equal(await files.has('0'.repeat(64)), false);
    assert.throws(() => files.read('../../etc/passwd'), /not a content hash/);
    assert.deepEqual(readdirSync(`${context.dataDir}/files/tmp`), []);
    assert.equal(typeFitsName(first.type, 'photo.png'), false);
    assert.equal(typeFitsName(first.type, 'scan.PDF'), true);
    assert.equal((await files.put(new Uint8Array([1, 2, 0, 3]))).type, 'application/octet-stream');
    assert.equal((await files.put(new TextEncoder().encode('编号,日期\n'))).type, 'text/plain');
  });

  it('know a password by its hash only', async () => {
    const stored = await hashPassword('demo');
    assert.equal(await checkPassword('demo', stored), true);
    assert.equal(await checkPassword('Demo', stored), false);
    assert.equal(await checkPassword('demo', null), false);
    assert.equal(await checkPassword('demo', 'plain'), false);
    assert.notEqual(await hashPassword('demo'), stored);
  });
});
