import type { Selectable } from 'kysely';
import { all, type Db, later, one } from './db.ts';
import { laterIfAbsent } from './rows.ts';
import type { AccessTable } from './tables.ts';

export type AccessRow = Selectable<AccessTable>;

/** Lets `subject` reach a family of records for a reason; the same grant twice is one. */
export const grantAccess = async (
  db: Db,
  { root_id, subject, reason, from_at }: Omit<AccessRow, 'to_at'>,
): Promise<void> => {
  const open = await one(
    db,
    'select 1 as one from `access` where `root_id` = ? and `subject` = ? and `reason` = ? and `to_at` is null',
    [root_id, subject, reason],
  );
  const row = { root_id, subject, reason, from_at, to_at: null };
  if (!open) await laterIfAbsent(db, 'access', row, ['root_id', 'subject', 'reason', 'from_at']);
};

/** Ends the open grants of a reason, of one subject or of all. */
export const endAccess = (
  db: Db,
  { root_id, reason, subject, to_at }: { root_id: string; reason: string; subject?: string; to_at: string },
): Promise<void> =>
  later(
    db,
    `update \`access\` set \`to_at\` = ? where \`root_id\` = ? and \`reason\` = ? and \`to_at\` is null${subject === undefined ? '' : ' and `subject` = ?'}`,
    [to_at, root_id, reason, ...(subject === undefined ? [] : [subject])],
  );

/** Grants that hold now. */
export const accessOf = (db: Db, rootId: string): Promise<AccessRow[]> =>
  all<AccessRow>(db, 'select * from `access` where `root_id` = ? and `to_at` is null order by `from_at`', [rootId]);
