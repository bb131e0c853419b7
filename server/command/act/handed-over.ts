import { canonicalJson } from '#engine/json.ts';
import type { WorkflowAction, WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { eventKey } from '#engine/workflow/events.ts';
import { openTasksOf } from '../../storage/tasks.ts';
import type { EffectWork } from '../effect/effect.ts';
import { endTask, openTask } from '../task.ts';

type StateTask = NonNullable<WorkflowDefinition['states'][string]['tasks']>[number];

/**
 * The tasks of the state that are handed over with an action which opens a sign-off: those of the people who may start
 * it, where its agreement leads on. A sign-off that ends in the same state is a matter beside the work, which goes on.
 */
const handedOver = ({ record }: EffectWork, key: string, action: WorkflowAction): readonly StateTask[] => {
  const state = record.module.workflow.states[record.row.state];
  if (action.approval === undefined || action.approval.start === 'enter') return [];
  const leadsOn = state?.on?.[eventKey(key, 'agree')]?.some(({ target }) => target !== record.row.state) ?? false;
  const starters = new Set((action.who ?? []).map((who) => canonicalJson(who)));
  return leadsOn
    ? (state?.tasks ?? []).filter(({ for: asked }) => asked.some((who) => starters.has(canonicalJson(who))))
    : [];
};

const titled = (task: StateTask): string => JSON.stringify(task.title);

/** While the sign-off runs, its starters have nothing to do. */
export const closeHandedOver = async (work: EffectWork, key: string, action: WorkflowAction): Promise<void> => {
  const titles = new Set(handedOver(work, key, action).map(titled));
  if (titles.size === 0) return;
  for (const task of await openTasksOf(work.unit.db, work.record.row.id))
    if (task.action === null && titles.has(task.title)) await endTask(work.unit, task.id);
};

/** The sign-off is over and the record stands where it stood: the work is its starters' again. */
export const reopenHandedOver = async (work: EffectWork, key: string, action: WorkflowAction): Promise<void> => {
  const tasks = handedOver(work, key, action);
  if (tasks.length === 0) return;
  const { unit, record } = work;
  const open = new Set((await openTasksOf(unit.db, record.row.id)).map(({ title }) => title));
  for (const task of tasks.filter((one) => !open.has(titled(one)))) {
    const { for: who, title, deadline } = task;
    await openTask(unit, record, { title, who, action: null, ...(deadline !== undefined && { deadline }) });
  }
};
