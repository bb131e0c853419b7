import assert from 'node:assert/strict';
import { it } from 'node:test';
import { custodyLog } from '#migrations/025-custody-log.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { all, run } from './db.ts';

onEachStorage('The custody log', (context) => {
  it('takes over the lines of the log before it, in their order, once', async () => {
    const { storage } = context;
    const record = `insert into record (id, module, organization, root_id, title, state, state_class, regime, closure, owner, version, family_version, platform, origin, created_at, created_by, modified_at, modified_by)
      values ('r1', 'loan', 'o1', 'r0', 't', 's', 'locked', 'g', 'c', 'a', 1, 0, 'p', 'entered', 't0', 'a', 't0', 'a')`;
    const carry = custodyLog(storage.dialect).filter((statement) => statement.startsWith('insert into'));
    assert.equal(carry.length, 1);
    await storage.transact(async (db) => {
      await run(db, record);
      await run(
        db,
        "insert into file_link (id, record_id, hash, name, field, by_account, at) values ('f1', 'r1', 'h', 'a.pdf', '', 'a', 't1')",
      );
      for (const [id, action, at] of [
        ['u2', 'view', 't2'],
        ['u1', 'intake', 't1'],
      ])
        await run(
          db,
          `insert into custody (id, file_link, action, actor, at) values ('${id}', 'f1', '${action}', 'a', '${at}')`,
        );
      for (const statement of [...carry, ...carry]) await run(db, statement);
    });
    const lines = await all<object>(
      storage.read,
      'select item, kind, record_id, root_id, organization, action, at, hash from custody_line order by seq',
    );
    const same = { item: 'f1', kind: 'file', record_id: 'r1', root_id: 'r0', organization: 'o1', hash: '' };
    assert.deepEqual(lines, [
      { ...same, action: 'intake', at: 't1' },
      { ...same, action: 'view', at: 't2' },
    ]);
  });
});
