import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, it } from 'node:test';
import { type Plant, plants } from '#test/support/planted-violations.ts';
import { buildSoundWorld, loans } from '#test/support/sound-world.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { all, type Db, run } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import { invariants } from './list.ts';
import { verify } from './verify.ts';
import type { World } from './world.ts';

const rolledBack = new Error('rolled back');

/** Plants the faults in a transaction, looks at it from inside, and takes everything back. */
const findPlanted = async (storage: Storage, world: World, id: string, faults: readonly Plant[]) => {
  let found = new Set<string>();
  const work = async (db: Db): Promise<void> => {
    for (const { statements } of faults) for (const statement of statements) await run(db, statement);
    const findings = await verify({ ...world, db }, [id]);
    found = new Set(findings.flatMap(({ offences }) => offences.map(({ table, row }) => `${table} ${row}`)));
    throw rolledBack;
  };
  await assert.rejects(storage.transact(work), (error) => error === rolledBack || assert.fail(error as Error));
  return found;
};

/** Somebody with all power over the database: what guards it is taken away. */
const dropGuards = async ({ dialect, read, define }: Storage): Promise<void> => {
  const triggers = await all<{ name: string }>(
    read,
    dialect === 'sqlite'
      ? "select name from sqlite_master where type = 'trigger'"
      : 'select trigger_name as name from information_schema.triggers where trigger_schema = database()',
  );
  const indexes = await all<{ name: string; of: string }>(
    read,
    dialect === 'sqlite'
      ? "select name, tbl_name as `of` from sqlite_master where type = 'index' and name like 'u\\_%' escape '\\'"
      : "select distinct index_name as name, table_name as `of` from information_schema.statistics where table_schema = database() and index_name like 'u\\_%'",
  );
  await define([
    ...triggers.map(({ name }) => `drop trigger \`${name}\``),
    ...indexes.map(({ name, of }) => `drop index \`${name}\`${dialect === 'sqlite' ? '' : ` on \`${of}\``}`),
  ]);
};

onEachStorage('Verify', (context) => {
  let world: World;
  before(async () => {
    world = await buildSoundWorld(context.storage, context.dataDir);
    await dropGuards(context.storage);
  });

  it('finds nothing in a sound database and leaves nothing out', async () => {
    const findings = await verify(world);
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => ({ id: invariant.id, ...offence }))),
      [],
    );
    assert.deepEqual(
      findings.filter(({ skipped }) => skipped !== undefined).map(({ invariant }) => invariant.id),
      [],
    );
  });

  for (const { id, title } of invariants) {
    const faults = plants[id] ?? [];
    it(`${id} names every planted row: ${title}`, async () => {
      assert.ok(faults.length >= 5, `${faults.length} faults are planted`);
      const found = await findPlanted(context.storage, world, id, faults);
      const missed = faults.filter(({ named }) => !found.has(named)).map(({ named }) => named);
      assert.deepEqual(missed, []);
    });
  }

  it('I5 names a file that was changed, cut or removed on the disk', async () => {
    const rows = await all<{ id: string; pdf: string }>(world.db, 'select `id`, `pdf` from `document` order by `id`');
    const path = (pdf: string) => join(context.dataDir, 'files', pdf.slice(0, 2), pdf);
    const kept = rows.map(({ pdf }) => readFileSync(path(pdf)));
    const ruin = [
      (file: string) => rmSync(file),
      (file: string) => writeFileSync(file, ''),
      (file: string) => writeFileSync(file, '%PDF-1.7 other'),
      (file: string) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from([0])])),
      (file: string) => writeFileSync(file, readFileSync(file).subarray(1)),
    ];
    for (const [index, damage] of ruin.entries()) {
      const file = path(rows[index]?.pdf ?? '');
      chmodSync(file, 0o600);
      damage(file);
    }
    const [finding] = await verify(world, ['I5']);
    const named = finding?.offences.filter(({ table }) => table === 'document').map(({ row }) => row);
    for (const [index, { pdf }] of rows.entries()) writeFileSync(path(pdf), kept[index] ?? '');
    assert.deepEqual(
      named,
      rows.slice(0, 5).map(({ id }) => id),
    );
  });

  it('says why it leaves out what it cannot check', async () => {
    const { catalog: _catalog, reprint: _reprint, ...bare } = world;
    const findings = await verify(bare);
    const skipped = findings.filter((finding) => finding.skipped !== undefined);
    const notes = findings.find(({ invariant }) => invariant.id === 'I7')?.notes;
    assert.deepEqual(notes, [`printing again skipped: no browser, ${loans.length}\u00d7`]);
    assert.ok(skipped.some(({ invariant }) => invariant.id === 'I13'));
  });
});
