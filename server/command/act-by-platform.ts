import type { Issue } from '#engine/issue.ts';
import { transition } from '#engine/workflow/transition.ts';
import { freezePassed, moveRecord } from './act/move-record.ts';
import { nearestDue } from './clock.ts';
import type { EffectWork } from './effect/effect.ts';
import { appendEvent } from './event.ts';
import { insertNewRecord } from './insert-new-record.ts';
import { judgeOf, type OpenRecord, openForPlatform, type RecordAt, type RecordData } from './open-record.ts';
import { refreshTaskDue } from './task.ts';
import { toldChanges } from './told-changes.ts';
import type { Unit } from './unit.ts';
import { writeRecord } from './write-record.ts';

export interface PlatformAct {
  /** An action of the workflow; absent, only the data changes. */
  readonly action?: string;
  /** What is written before the action's effects run. */
  readonly change?: (data: RecordData) => RecordData;
  readonly input?: Readonly<Record<string, unknown>>;
  /** What the event says beside action and states. */
  readonly told?: Readonly<Record<string, unknown>>;
}

export interface PlatformActed {
  /** False when the record's state does not know the action; then nothing was changed. */
  readonly done: boolean;
  readonly state: string;
}

/**
 * What the platform does to a record by itself: no rights and no guards are asked, the workflow alone decides. An action
 * the state does not know, or whose conditions do not hold, changes nothing.
 */
export const actByPlatform = async (unit: Unit, at: RecordAt, act: PlatformAct): Promise<PlatformActed> => {
  const record = await openForPlatform(unit, at);
  const from = record.row.state;
  record.data = act.change?.(record.data) ?? record.data;
  if (act.action !== undefined && !leads(unit, record, act.action)) return { done: false, state: from };
  if (act.action === undefined && record.data === record.stored) return { done: true, state: from };
  const fit = { account: unit.context.actor.id };
  const warnings: Issue[] = [];
  const work: EffectWork = { unit, record, input: act.input ?? {}, fit, warnings, created: [] };
  if (act.action !== undefined) await moveRecord(work, act.action);
  for (const next of work.created) await insertNewRecord(unit, next);
  if (act.action !== undefined) await freezePassed(work);
  await store(unit, record, { from, ...act });
  return { done: true, state: record.row.state };
};

const leads = (unit: Unit, { row, module, ...rest }: OpenRecord, event: string): boolean =>
  !(
    'issues' in transition(module.workflow, { state: row.state, event, judge: judgeOf(unit, { row, module, ...rest }) })
  );

const store = async (
  unit: Unit,
  record: OpenRecord,
  { from, action, told }: PlatformAct & { readonly from: string },
): Promise<void> => {
  const { row } = record;
  row.due_at = await nearestDue(unit, row.id);
  await writeRecord(unit, record);
  await refreshTaskDue(unit, row.id);
  await appendEvent(unit, {
    type: action === undefined ? 'record.saved' : 'record.acted',
    record: { id: row.id, root: row.root_id },
    organization: row.organization,
    version: row.version,
    data: { ...(action !== undefined && { action, from, to: row.state }), ...told, ...toldChanges(unit, record) },
  });
};
