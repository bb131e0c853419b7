import type { Selectable } from 'kysely';
import type { Assignment } from '#engine/workflow/fits.ts';
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

/** Who is assigned to the family of a record, and who to the record alone. */
export const assignmentsOf = async (
  db: Db,
  { id, root_id: root }: { readonly id: string; readonly root_id: string },
): Promise<Assignment[]> => {
  const rows = await all<AccessRow>(
    db,
    'select * from `access` where `root_id` in (?, ?) and `to_at` is null order by `from_at`',
    [root, id],
  );
  return rows.map(({ subject, reason, root_id }) => ({
    account: subject,
    reason,
    ...(root_id === id && { only: true }),
  }));
};
