import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEachStorage } from '#test/support/storage.ts';
import { all, one } from '../db.ts';

const slow =
  'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) as n, max(i) as last from n';

onEachStorage('The handle for statements that read much', (context) => {
  it('sees what is committed, gives values as the other does, and says what is wrong', async () => {
    const { storage } = context;
    await storage.define(['create table wide_test (a bigint, b varchar(20))']);
    await storage.transact((db) =>
      all(db, "insert into wide_test values (1, 'one'), (null, ''), (9007199254740991, null)"),
    );
    const text = 'select a, b, a as g0 from wide_test where b <> ? or b is null order by a';
    const plain = (rows: readonly object[]) => rows.map((row) => ({ ...row }));
    assert.deepEqual(plain(await all(storage.wide, text, ['none'])), plain(await all(storage.read, text, ['none'])));
    assert.equal((await all(storage.wide, text, ['none'])).length, 3);
    await assert.rejects(all(storage.wide, 'select a from nowhere'), /nowhere/);
  });

  it('holds up no other reader', async () => {
    const { storage } = context;
    if (storage.dialect !== 'sqlite') return;
    let going = true;
    const long = all<{ n: number }>(storage.wide, slow).finally(() => {
      going = false;
    });
    let between = 0;
    while (going) {
      await one(storage.read, 'select 1');
      between += 1;
      await sleep(5);
    }
    assert.equal((await long)[0]?.n, 3_000_000);
    assert.ok(between > 3, String(between));
  });
});
