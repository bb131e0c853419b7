import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { type AvailableAction, availableActions } from '#engine/workflow/available-actions.ts';
import { parseEvent } from '#engine/workflow/events.ts';
import { personsOf } from '#engine/workflow/fits.ts';
import { addFourEyes } from '../storage/approvals.ts';
import { actAtStep, recall, startAction } from './act/act.ts';
import type { Act } from './act/act-shape.ts';
import { loadSituation } from './act/load-situation.ts';
import { freezePassed } from './act/move-record.ts';
import { refuseUnseen } from './act/unseen-changes.ts';
import { nearestDue } from './clock.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { insertNewRecord } from './insert-new-record.ts';
import { isAboutPerson, nameIssues } from './name-issues.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { pinClosures } from './pin-closures.ts';
import { runCommand } from './run-command.ts';
import { openTask, refreshTaskDue } from './task.ts';
import { toldChanges } from './told-changes.ts';
import type { Unit } from './unit.ts';
import { writeRecord } from './write-record.ts';

export interface ActOnRecord {
  readonly module: string;
  readonly id: string;
  /** An action of the workflow, or `action.recall`. */
  readonly action: string;
  /** The version the person has seen. */
  readonly version: number;
  /** Go on from a newer version while no person has changed what the action reads. */
  readonly follow?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly onBehalfOf?: string;
  readonly idempotencyKey?: string;
}

export interface Acted {
  readonly state: string;
  readonly version: number;
  readonly warnings: readonly Issue[];
}

/** Does what a workflow offers a person: an action, a step of its approval, or taking it back. */
export const actOnRecord = async (context: Context, { idempotencyKey, ...input }: ActOnRecord): Promise<Acted> => {
  await pinClosures(context, input.module);
  const command = { route: 'act-on-record', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    const follow = input.follow === true;
    const opening = { operation: 'act', ...(!follow && { version: input.version }) } as const;
    const record = await openRecord(unit, input, opening);
    if (follow) await refuseUnseen(unit, record, { ...input, action: parseEvent(input.action).action });
    const from = record.row.state;
    const act = await prepare(unit, record, input);
    const done = await perform(act);
    for (const next of act.work.created) await insertNewRecord(unit, next);
    await noteDuty(act);
    await freezePassed(act.work);
    record.row.due_at = await nearestDue(unit, record.row.id);
    await writeRecord(unit, record);
    await refreshTaskDue(unit, record.row.id);
    for (const task of done.tasks) await openTask(unit, record, { ...task, action: null });
    const { onBehalfOf } = act.work.fit;
    await appendEvent(unit, {
      type: 'record.acted',
      record: { id: record.row.id, root: record.row.root_id },
      organization: record.row.organization,
      version: record.row.version,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      data: {
        action: parseEvent(input.action).action,
        from,
        to: record.row.state,
        ...done.told,
        ...toldChanges(unit, record),
      },
    });
    return { state: record.row.state, version: record.row.version, warnings: act.work.warnings };
  });
};

/** Refuses whoever may not do this here; what the record itself still lacks is judged when the form is filled in. */
const prepare = async (unit: Unit, record: OpenRecord, input: ActOnRecord): Promise<Act> => {
  const { action } = parseEvent(input.action);
  const { onBehalfOf } = input;
  const loaded = await loadSituation(unit, record, {
    actions: [action],
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  });
  const view = availableActions(loaded.situation).find(({ key }) => key === input.action);
  if (view === undefined) {
    const issue = { path: '', code: 'workflow.notInState', params: { action: input.action } };
    throw problem('action-not-available', { issues: [issue] });
  }
  const refused = view.reasons.filter(isAboutPerson);
  if (refused.length > 0 || view.fit === undefined)
    throw problem('not-permitted', { issues: nameIssues(unit.context.catalog, refused, record.row.module) });
  const data = input.data ?? {};
  const work = { unit, record, input: data, fit: view.fit, warnings: [], created: [] };
  return { key: action, view, work, data, ...loaded };
};

const perform = (act: Act) => {
  if (act.view.key !== act.key) return recall(act);
  return act.view.approval === undefined ? startAction(act) : actAtStep(act, act.view.approval);
};

/** Separation of duties is written in the transaction of the act, for the person and for the one he acts for. */
const noteDuty = async ({
  work,
  view,
}: {
  readonly work: Act['work'];
  readonly view: AvailableAction;
}): Promise<void> => {
  const { unit, record, fit } = work;
  const { group, key } = view.duty;
  if (group === undefined) return;
  for (const account of personsOf(fit))
    await addFourEyes(unit.db, {
      root_id: record.row.root_id,
      group_key: group,
      account,
      action: key,
      at: unit.context.now,
    });
};
