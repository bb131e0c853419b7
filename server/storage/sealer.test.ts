import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { onEachStorage } from '#test/support/storage.ts';
import { all } from './db.ts';
import { appendEvent } from './events.ts';
import { leafOf, merkleRoot } from './merkle.ts';
import { type BlockRow, blockHash, noBlock, sealEvents } from './sealer.ts';

const at = '2026-06-30T01:00:00.000Z';
const later = '2026-06-30T01:00:10.000Z';
const event = (n: number) => ({
  record_id: null,
  root_id: null,
  organization: 'o',
  type: 't',
  actor: 'a',
  on_behalf_of: null,
  at,
  request_id: `q${n}`,
  record_version: null,
  data: '{}',
});

onEachStorage('Sealer', (context) => {
  it('makes no block of nothing', async () => {
    assert.equal(await sealEvents(context.storage, later), 0);
  });

  it('takes every event once, in blocks that name the one before', async () => {
    const { storage } = context;
    for (const count of [3, 1])
      for (const _ of [1, 2]) {
        await storage.transact(async (db) => {
          for (let n = 0; n < count; n += 1) await appendEvent(db, event(n));
        });
        await sealEvents(storage, later);
      }
    await storage.transact(async (db) => {
      for (let n = 0; n < 2500; n += 1) await appendEvent(db, event(n));
    });
    assert.equal(await sealEvents(storage, later), 2);
    const blocks = await all<BlockRow>(storage.read, 'select * from `block` order by `no`');
    assert.deepEqual(
      blocks.map(({ no, count }) => [Number(no), Number(count)]),
      [
        [1, 3],
        [2, 3],
        [3, 1],
        [4, 1],
        [5, 2000],
        [6, 500],
      ],
    );
    assert.deepEqual(
      blocks.map(({ previous }) => previous),
      [noBlock, ...blocks.slice(0, -1).map(({ hash }) => hash)],
    );
    assert.ok(blocks.every((block) => blockHash(block) === block.hash));
  });

  it('waits on MariaDB until the newest events have settled', async () => {
    const { storage } = context;
    await storage.transact((db) => appendEvent(db, event(1)));
    assert.equal(await sealEvents(storage, at), storage.dialect === 'mariadb' ? 0 : 1);
    assert.equal(await sealEvents(storage, later), storage.dialect === 'mariadb' ? 1 : 0);
  });
});

it('The Merkle root changes with every leaf, its place and their number', () => {
  const leaves = fc.array(fc.string({ minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(leaves, fc.nat(19), (hashes, place) => {
      const rows = hashes.map((hash, seq) => ({ seq, hash }));
      const root = merkleRoot(rows.map(leafOf));
      const index = place % rows.length;
      const other = rows.map((row, at) => (at === index ? { ...row, hash: `${row.hash}x` } : row));
      assert.notEqual(merkleRoot(other.map(leafOf)), root);
      assert.notEqual(merkleRoot([...rows, { seq: 99, hash: '0000' }].map(leafOf)), root);
      if (rows.length > 1) assert.notEqual(merkleRoot(rows.map(leafOf).toReversed()), root);
    }),
  );
});
