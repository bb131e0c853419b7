import type { Title, Who } from '#engine/schema/types.gen.ts';
import { all, later, one, run } from '../storage/db.ts';
import { insertTask } from '../storage/tasks.ts';
import { askedOf } from './asked.ts';
import type { OpenRecord } from './open-record.ts';
import { idFor, type Unit } from './unit.ts';

export interface NewTask {
  readonly title: Title;
  readonly who: readonly Who[];
  /** The approval whose step it is; null for a task of a state. */
  readonly action: string | null;
  readonly deadline?: string;
}

/** Puts a task on the worklist of each person or post asked; a post's task is everybody's who holds it until claimed. */
export const openTask = async (unit: Unit, record: OpenRecord, task: NewTask): Promise<void> => {
  const { id, root_id, module } = record.row;
  const due = task.deadline === undefined ? null : await dueOf(unit, id, task.deadline);
  for (const asked of await askedOf(unit, task.who, record.subject)) {
    await insertTask(unit.db, {
      id: idFor(unit),
      record_id: id,
      root_id,
      module,
      title: JSON.stringify(task.title),
      state: 'open',
      account: 'account' in asked ? asked.account : null,
      post: 'post' in asked ? asked.post : null,
      organization: 'post' in asked ? asked.organization : record.row.organization,
      action: task.action,
      deadline: task.deadline ?? null,
      due_at: due,
      claimed_by: null,
      created_at: unit.context.now,
      done_at: null,
      done_by: null,
    });
  }
};

/** The tasks that a state declares. */
export const openStateTasks = async (unit: Unit, record: OpenRecord): Promise<void> => {
  const state = record.module.workflow.states[record.row.state];
  for (const { for: who, title, deadline } of state?.tasks ?? [])
    await openTask(unit, record, { title, who, action: null, ...(deadline !== undefined && { deadline }) });
};

/** Ends the open tasks of a record for the one who acted; `action` limits it to those of one approval. */
export const finishTasks = (unit: Unit, record: string, action?: string): Promise<number> =>
  run(
    unit.db,
    `update task set state = 'done', done_at = ?, done_by = ? where record_id = ? and state = 'open'${action === undefined ? '' : ' and action = ?'}`,
    [unit.context.now, unit.context.actor.id, record, ...(action === undefined ? [] : [action])],
  );

/** Ends one open task for the one who acted. */
export const endTask = (unit: Unit, id: string): Promise<number> =>
  run(unit.db, "update task set state = 'done', done_at = ?, done_by = ? where id = ? and state = 'open'", [
    unit.context.now,
    unit.context.actor.id,
    id,
  ]);

/** Tasks show the due time of the clock they are bound to. */
export const refreshTaskDue = async (unit: Unit, record: string): Promise<void> => {
  const bound = await all<{ deadline: string }>(
    unit.db,
    "select distinct deadline from task where record_id = ? and state = 'open' and deadline is not null",
    [record],
  );
  for (const { deadline } of bound) {
    await later(unit.db, "update task set due_at = ? where record_id = ? and deadline = ? and state = 'open'", [
      await dueOf(unit, record, deadline),
      record,
      deadline,
    ]);
  }
};

const dueOf = async (unit: Unit, record: string, deadline: string): Promise<string | null> =>
  (
    await one<{ due_at: string | null }>(
      unit.db,
      "select due_at from clock where record_id = ? and deadline = ? and state in ('running', 'paused') order by round desc limit 1",
      [record, deadline],
    )
  )?.due_at ?? null;
