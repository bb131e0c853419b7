import type { Selectable } from 'kysely';
import { problem } from '#engine/problem.ts';
import { all, type Db, insertRow, run } from './db.ts';
import { rowOf } from './rows.ts';
import type { TaskTable } from './tables.ts';

export type TaskRow = Selectable<TaskTable>;

export const insertTask = (db: Db, row: TaskRow): Promise<void> => insertRow(db, 'task', row);

export const findTask = (db: Db, id: string): Promise<TaskRow | undefined> => rowOf(db, 'task', { id });

export const openTasksOf = (db: Db, recordId: string): Promise<TaskRow[]> =>
  all<TaskRow>(db, "select * from `task` where `record_id` = ? and `state` = 'open' order by `created_at`, `id`", [
    recordId,
  ]);

export interface TaskEnd {
  readonly record_id: string;
  /** Only the tasks of this action. */
  readonly action?: string;
  readonly state: 'done' | 'cancelled';
  readonly at: string;
  readonly by: string;
}

/** Ends the open tasks of a record. */
export const endTasks = (db: Db, { record_id, action, state, at, by }: TaskEnd): Promise<number> =>
  run(
    db,
    `update \`task\` set \`state\` = ?, \`done_at\` = ?, \`done_by\` = ? where \`record_id\` = ? and \`state\` = 'open'${action === undefined ? '' : ' and `action` = ?'}`,
    [state, at, by, record_id, ...(action === undefined ? [] : [action])],
  );

/** Takes a task that is offered to several. @throws Problem record-stale when somebody else has it. */
export const claimTask = async (db: Db, id: string, account: string): Promise<void> => {
  const touched = await run(
    db,
    "update `task` set `claimed_by` = ? where `id` = ? and `state` = 'open' and (`claimed_by` is null or `claimed_by` = ?)",
    [account, id, account],
  );
  if (touched !== 1) throw problem('record-stale');
};
