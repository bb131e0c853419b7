import type { Selectable } from 'kysely';
import { problem } from '#engine/problem.ts';
import type { JsonText } from './column-types.ts';
import { all, type Db, insertRow, insertText, later, moduleTableName, one, run } from './db.ts';
import type { RecordTable } from './tables.ts';

export type RecordHeader = Selectable<RecordTable>;
export type RecordRow = RecordHeader & { readonly data: JsonText };

export interface RecordChange {
  readonly title?: string;
  readonly state?: string;
  readonly state_class?: RecordTable['state_class'];
  readonly regime?: string;
  readonly closure?: string;
  readonly organization?: string;
  readonly owner?: string;
  readonly due_at?: string | null;
  readonly modified_at: string;
  readonly modified_by: string;
  /** JSON text of the record's data. */
  readonly data?: JsonText;
}

export interface RecordVersion {
  readonly module: string;
  readonly id: string;
  /** The version the decision was made on. */
  readonly version: number;
  /** Given when the decision looked at the family: the family version it was made on. */
  readonly familyVersion?: number;
}

/** Writes the header and the module's row. A child also moves its root's family version. */
export const insertRecord = async (db: Db, header: RecordHeader, data: JsonText): Promise<void> => {
  await insertRow(db, 'record', header);
  const { id, organization, root_id, parent_id, state, owner, version, created_at, modified_at } = header;
  const row = { id, organization, root_id, parent_id, state, owner, version, created_at, modified_at, data };
  await later(db, insertText(moduleTableName(header.module), Object.keys(row)), Object.values(row));
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

const moduleColumns = ['organization', 'state', 'owner', 'modified_at', 'data'] as const;

/**
 * Writes a new version of a record if it still has the version (and family version) the decision was made on.
 * @throws Problem record-stale
 */
export const updateRecord = async (db: Db, from: RecordVersion, change: RecordChange): Promise<void> => {
  const { data, ...header } = change;
  const columns = Object.keys(header);
  const family = from.familyVersion === undefined ? [] : [from.familyVersion];
  const touched = await run(
    db,
    `update \`record\` set ${columns.map((column) => `\`${column}\` = ?, `).join('')}\`version\` = \`version\` + 1 where \`id\` = ? and \`version\` = ?${family.length > 0 ? ' and `family_version` = ?' : ''}`,
    [...Object.values(header), from.id, from.version, ...family],
  );
  if (touched !== 1) throw problem('record-stale');
  const own = moduleColumns.filter((column) => change[column] !== undefined);
  await run(
    db,
    `update \`${moduleTableName(from.module)}\` set ${own.map((column) => `\`${column}\` = ?, `).join('')}\`version\` = ? where \`id\` = ?`,
    [...own.map((column) => change[column]), from.version + 1, from.id],
  );
};

/** Every command on a child moves the root's family version, so that a guard of the root that looked at it is stale. */
export const bumpFamily = (db: Db, rootId: string): Promise<number> =>
  run(db, 'update `record` set `family_version` = `family_version` + 1 where `id` = ?', [rootId]);

/** Removes a record that was never submitted. @throws Problem record-stale */
export const deleteRecord = async (db: Db, { module, id, version }: RecordVersion): Promise<void> => {
  const touched = await run(db, 'delete from `record` where `id` = ? and `version` = ?', [id, version]);
  if (touched !== 1) throw problem('record-stale');
  await run(db, `delete from \`${moduleTableName(module)}\` where \`id\` = ?`, [id]);
  for (const table of ['entry', 'task', 'clock', 'stash', 'decision', 'unique_value', 'dated_value'])
    await run(db, `delete from \`${table}\` where \`record_id\` = ?`, [id]);
  await run(db, 'delete from `access` where `root_id` = ?', [id]);
};
