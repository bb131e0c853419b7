import { isPastDue } from '#engine/deadline/light.ts';
import type { Issue } from '#engine/issue.ts';
import type { Effect, WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { parseEvent } from '#engine/workflow/events.ts';
import { all } from '../../storage/db.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/**
 * A deadline that blocks when it has passed holds up every action of its record but those that settle it: that stop,
 * extend or pause its clock.
 */
export const clockBlocks = async (
  unit: Unit,
  { row, module }: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  const { catalog, now } = unit.context;
  const blocking = [...catalog.definitions.deadline.values()].filter(
    ({ record, whenPassed }) => record === row.module && whenPassed?.effect === 'block',
  );
  if (blocking.length === 0) return blocks;
  const clocks = await all<{ deadline: string; due_at: string | null }>(
    unit.db,
    "select deadline, due_at from clock where record_id = ? and state = 'running'",
    [row.id],
  );
  const passed = new Set(
    clocks.flatMap(({ deadline, due_at }) => (due_at && isPastDue(due_at, now) ? [deadline] : [])),
  );
  for (const action of actions) {
    const issues = blocking
      .filter(({ key }) => passed.has(key) && !settles(module.workflow, action, key))
      .map(({ title, whenPassed }): Issue => {
        const message = whenPassed?.message && { message: whenPassed.message };
        return { path: '', code: 'workflow.deadlinePassed', params: { deadline: title, ...message } };
      });
    blocks.set(action, issues);
  }
  return blocks;
};

const settling: ReadonlySet<Effect['type']> = new Set(['stopClock', 'extendClock', 'pauseClock']);

const settles = (workflow: WorkflowDefinition, action: string, deadline: string): boolean => {
  const own = workflow.actions[action]?.effects ?? [];
  const led = Object.values(workflow.states).flatMap((state) =>
    Object.entries(state.on ?? {}).flatMap(([event, choices]) =>
      parseEvent(event).action === action ? choices.flatMap((choice) => choice.effects ?? []) : [],
    ),
  );
  return [...own, ...led].some(
    (effect) => settling.has(effect.type) && 'deadline' in effect && effect.deadline === deadline,
  );
};
