import type { Selectable } from 'kysely';
import { problem } from '#engine/problem.ts';
import type { JsonText } from './column-types.ts';
import { all, type Db, insertRow, moduleTableName, one, run } from './db.ts';
import type { Layout } from './module-layout.ts';
import { insertModuleRow, type StoredData } from './module-rows.ts';
import type { RecordTable } from './tables.ts';

export type RecordHeader = Selectable<RecordTable>;
export type RecordRow = RecordHeader & { readonly data: JsonText };

export interface RecordVersion {
  readonly module: string;
  readonly id: string;
  /** The version the decision was made on. */
  readonly version: number;
}

/** Writes the header and the module's row. A child also moves its root's family version. */
export const insertRecord = async (db: Db, layout: Layout, header: RecordHeader, stored: StoredData): Promise<void> => {
  const { id, root_id } = header;
  await insertRow(db, 'record', header);
  await insertModuleRow(db, layout, header, stored);
  if (root_id !== id) await bumpFamily(db, root_id);
};

/** A record with its data, whoever asks: the caller has decided who may. */
export const findRecord = (db: Db, module: string, id: string): Promise<RecordRow | undefined> =>
  one<RecordRow>(
    db,
    `select r.*, m.\`data\` as \`data\` from \`record\` r join \`${moduleTableName(module)}\` m on m.\`id\` = r.\`id\` where r.\`id\` = ? and r.\`module\` = ?`,
    [id, module],
  );

export const findHeader = (db: Db, id: string): Promise<RecordHeader | undefined> =>
  one<RecordHeader>(db, 'select * from `record` where `id` = ?', [id]);

export const childrenOf = (db: Db, module: string, parentId: string): Promise<RecordRow[]> =>
  all<RecordRow>(
    db,
    `select r.*, m.\`data\` as \`data\` from \`record\` r join \`${moduleTableName(module)}\` m on m.\`id\` = r.\`id\` where r.\`parent_id\` = ? and r.\`module\` = ? order by r.\`created_at\`, r.\`id\``,
    [parentId, module],
  );

/** Every command on a child moves the root's family version, so that a guard of the root that looked at it is stale. */
export const bumpFamily = (db: Db, rootId: string): Promise<number> =>
  run(db, 'update `record` set `family_version` = `family_version` + 1 where `id` = ?', [rootId]);

/** Removes a record that was never submitted. @throws Problem record-stale */
export const deleteRecord = async (db: Db, { module, id, version }: RecordVersion): Promise<void> => {
  const touched = await run(db, 'delete from `record` where `id` = ? and `version` = ?', [id, version]);
  if (touched !== 1) throw problem('record-stale');
  await run(db, `delete from \`${moduleTableName(module)}\` where \`id\` = ?`, [id]);
  for (const table of ['entry', 'task', 'clock', 'stash', 'decision', 'unique_value', 'dated_value', 'search_text'])
    await run(db, `delete from \`${table}\` where \`record_id\` = ?`, [id]);
  await run(db, 'delete from `access` where `root_id` = ?', [id]);
};
