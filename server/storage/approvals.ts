import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow, one } from './db.ts';
import { laterIfAbsent, updateLater } from './rows.ts';
import type { ApprovalGroupTable, ApprovalStepTable, ApprovalTable } from './tables.ts';

export type ApprovalRow = Selectable<ApprovalTable>;
export type ApprovalStepRow = Selectable<ApprovalStepTable>;
export type FourEyesRow = Selectable<ApprovalGroupTable>;

export const insertApproval = async (db: Db, row: ApprovalRow, steps: readonly ApprovalStepRow[]): Promise<void> => {
  await insertRow(db, 'approval', row);
  for (const step of steps) await insertRow(db, 'approval_step', step);
};

export const insertApprovalStep = (db: Db, row: ApprovalStepRow): Promise<void> => insertRow(db, 'approval_step', row);

/** The run of an action's approval that is not ended, if any. */
export const openApprovalOf = (db: Db, recordId: string, action?: string): Promise<ApprovalRow | undefined> =>
  one<ApprovalRow>(
    db,
    `select * from \`approval\` where \`record_id\` = ? and \`state\` = 'open'${action === undefined ? '' : ' and `action` = ?'} order by \`started_at\` desc, \`round\` desc limit 1`,
    action === undefined ? [recordId] : [recordId, action],
  );

export const stepsOf = (db: Db, approvalId: string): Promise<ApprovalStepRow[]> =>
  all<ApprovalStepRow>(db, 'select * from `approval_step` where `approval_id` = ? order by `seq`', [approvalId]);

export const updateApproval = (db: Db, id: string, change: Updateable<ApprovalTable>): Promise<void> =>
  updateLater(db, 'approval', { id }, change);

export const updateStep = (db: Db, id: string, change: Updateable<ApprovalStepTable>): Promise<void> =>
  updateLater(db, 'approval_step', { id }, change);

/** Notes that a person acted under a group of separated duties; the same person twice is one row. */
export const addFourEyes = (db: Db, row: FourEyesRow): Promise<void> =>
  laterIfAbsent(db, 'four_eyes', row, ['root_id', 'group_key', 'account']);

export const fourEyesOf = (db: Db, rootId: string): Promise<FourEyesRow[]> =>
  all<FourEyesRow>(db, 'select * from `four_eyes` where `root_id` = ? order by `at`', [rootId]);
