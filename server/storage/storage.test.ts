import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { all, asJson, insertRow, one, run } from './db.ts';
import { entities } from './entities/all.ts';
import { openStorage } from './storage.ts';

const slugOf = (error: unknown): string => (error instanceof Problem ? error.slug : String(error));

onEachStorage('Storage', (context) => {
  it('has every table and column the entities name, with the same NULLs', async () => {
    const { dialect, read } = context.storage;
    for (const { meta } of entities) {
      const table = meta.tableName;
      const rows =
        dialect === 'sqlite'
          ? await all<{ name: string; optional: number }>(
              read,
              'select name, 1 - "notnull" as optional from pragma_table_info(?)',
              [table],
            )
          : await all<{ name: string; optional: number }>(
              read,
              "select column_name as name, is_nullable = 'YES' as optional from information_schema.columns where table_schema = database() and table_name = ?",
              [table],
            );
      const found = Object.fromEntries(rows.map((row) => [row.name, Number(row.optional) === 1]));
      const wanted = Object.fromEntries(
        Object.entries(meta.properties).map(([name, property]) => [name, property.nullable === true]),
      );
      if (dialect === 'sqlite' && (table === 'event' || table === 'custody_line')) found.seq = false;
      assert.deepEqual(found, wanted, table);
    }
  });

  it('keeps what a transaction wrote and drops all of one that fails', async () => {
    const { storage } = context;
    await storage.transact((db) => insertRow(db, 'pointer', { name: 'kept', value: '执法' }));
    await assert.rejects(
      storage.transact(async (db) => {
        await insertRow(db, 'pointer', { name: 'dropped', value: '1' });
        throw new Error('no');
      }),
      /no/,
    );
    const rows = await all<{ name: string; value: string }>(storage.read, 'select * from `pointer` order by `name`');
    assert.deepEqual(rows, [{ name: 'kept', value: '执法' }]);
  });

  it('says already-exists for a second row of the same key, inside the transaction, which goes on', async () => {
    const { storage } = context;
    const seen = await storage.transact(async (db) => {
      await insertRow(db, 'pointer', { name: 'twice', value: '1' });
      const slug = await run(db, "insert into `pointer` (`name`, `value`) values ('twice', '2')").catch(slugOf);
      await insertRow(db, 'pointer', { name: 'after', value: '3' });
      return slug;
    });
    assert.equal(seen, 'already-exists');
    const row = await one(storage.read, 'select `value` from `pointer` where `name` = ?', ['after']);
    assert.deepEqual(row, { value: '3' });
  });

  it('fails a transaction as a whole when a row nobody waited for is refused', async () => {
    const { storage } = context;
    const seen = await storage
      .transact(async (db) => {
        await insertRow(db, 'pointer', { name: 'early', value: '1' });
        await insertRow(db, 'pointer', { name: 'twice', value: '2' });
        await insertRow(db, 'pointer', { name: 'late', value: '3' });
      })
      .catch(slugOf);
    assert.equal(seen, 'already-exists');
    const rows = await all(storage.read, "select `name` from `pointer` where `name` in ('early', 'late')");
    assert.deepEqual(rows, []);
  });

  it('sees in a transaction every row it has inserted, in order', async () => {
    const { storage } = context;
    await storage.transact(async (db) => {
      for (const name of ['seen1', 'seen2', 'seen3']) await insertRow(db, 'pointer', { name, value: '' });
      const rows = await all(db, "select `name` from `pointer` where `name` like 'seen%'");
      assert.equal(rows.length, 3);
    });
  });

  it('compares text byte by byte: case, trailing spaces and width all differ', async () => {
    const { storage } = context;
    await storage.transact(async (db) => {
      for (const name of ['a', 'A', 'a ', 'ａ']) await insertRow(db, 'pointer', { name: `t${name}`, value: '' });
    });
    const rows = await all(storage.read, 'select `name` from `pointer` where `name` = ?', ['ta']);
    assert.equal(rows.length, 1);
  });

  it('counts without a lost update when fifty writers add at once', async () => {
    const { storage } = context;
    await storage.transact((db) =>
      insertRow(db, 'counter', { numbering: 'race', organization: 'o', year: 2026, last: 0 }),
    );
    const add = () =>
      storage.transact(async (db) => {
        await run(db, 'update `counter` set `last` = `last` + 1 where `numbering` = ?', ['race']);
        const row = await one<{ last: number }>(db, 'select `last` from `counter` where `numbering` = ?', ['race']);
        return Number(row?.last);
      });
    const seen = await Promise.all(Array.from({ length: 50 }, add));
    assert.deepEqual(
      seen.sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it('does not mix a failing transaction into the others of the same commit', async () => {
    const { storage } = context;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        storage.transact(async (db) => {
          await insertRow(db, 'pointer', { name: `mix${index}`, value: '' });
          if (index % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 10);
    const rows = await all(storage.read, "select `name` from `pointer` where `name` like 'mix%'");
    assert.equal(rows.length, 10);
  });

  it('refuses a transaction inside a transaction instead of waiting for itself', async () => {
    const { storage } = context;
    await assert.rejects(
      storage.transact(() => storage.transact(async () => 1)),
      /inside/,
    );
  });

  it('refuses to change or delete an event, a number and an issued document', async () => {
    const { storage } = context;
    await storage.transact(async (db) => {
      await insertRow(db, 'event', {
        record_id: null,
        root_id: null,
        organization: 'o',
        type: 't',
        actor: 'a',
        on_behalf_of: null,
        at: '2026-01-01T00:00:00.000Z',
        request_id: 'r',
        record_version: null,
        data: '{"a":1}',
        hash: 'h',
      });
      await insertRow(db, 'ledger', {
        id: 'l',
        numbering: 'n',
        organization: 'o',
        year: 2026,
        n: 1,
        text: '1',
        state: 'reserved',
        record_id: null,
        document_id: null,
        field: null,
        reason: null,
        by_account: 'a',
        at: '2026-01-01T00:00:00.000Z',
      });
    });
    const refused = (text: string) =>
      assert.rejects(
        storage.transact((db) => run(db, text)),
        /refused/,
      );
    await refused("update `event` set `type` = 'x'");
    await refused('delete from `event`');
    await refused("update `ledger` set `text` = '2'");
    await refused('delete from `ledger`');
    await storage.transact((db) => run(db, "update `ledger` set `state` = 'used', `record_id` = 'r'"));
    const row = await one<{ data: unknown }>(storage.read, 'select `data` from `event`');
    assert.deepEqual(asJson(row?.data), { a: 1 });
  });

  it('opens again on the same data and finds nothing to migrate', async () => {
    const again = await openStorage(context);
    const row = await one(again.read, "select `value` from `pointer` where `name` = 'kept'");
    await again.close();
    assert.deepEqual(row, { value: '执法' });
  });
});
