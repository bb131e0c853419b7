import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DatabaseServer, mariadbMissing, startMariadb } from '#test/support/servers.ts';
import { all, run } from '../db.ts';
import { openStorage, type Storage } from '../storage.ts';

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
const columns = ['a', 'b', 'c', 'd'];

describe('the connection to MariaDB', { skip }, () => {
  let server: DatabaseServer;
  let storage: Storage;
  before(async () => {
    server = await startMariadb();
    storage = await openStorage({ url: server.url(), dataDir: '' });
  });
  after(async () => {
    await storage?.close();
    await server?.stop();
  });

  it('keeps groups apart that are sorted through an index over generated columns wider than a sort takes by itself', async () => {
    const generated = columns.map(
      (name) => `${name} varchar(100) generated always as (left(json_value(data, '$.${name}'), 100)) virtual`,
    );
    await storage.define([
      `create table wide (id varchar(64) primary key, data longtext, ${generated.join(', ')}, index through (${columns.join(', ')}, id)) engine=InnoDB`,
    ]);
    await storage.transact(async (db) => {
      for (let n = 0; n < 40; n += 1) {
        const data = JSON.stringify({ a: `a${n}`, b: `b${n % 2}`, c: `c${n % 4}`, d: 'd' });
        await run(db, 'insert into wide (id, data) values (?, ?)', [`row-${n}`, data]);
      }
    });
    const grouped = await all<{ b: string; c: string; n: number }>(
      storage.read,
      "select substr(b, 1, 6) as b, c, count(*) as n, group_concat(id) as ids from wide force index (through) where a >= 'a' and d = 'd' group by substr(b, 1, 6), c order by 1, 2",
    );
    assert.deepEqual(
      grouped.map(({ b, c, n }) => [b, c, Number(n)]),
      [
        ['b0', 'c0', 10],
        ['b0', 'c2', 10],
        ['b1', 'c1', 10],
        ['b1', 'c3', 10],
      ],
    );
  });
});
