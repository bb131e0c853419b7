import { titleUnder } from '#engine/definition/under-regime.ts';
import { problem } from '#engine/problem.ts';
import { openRun, stepOf } from '#engine/workflow/approval.ts';
import type { ApprovalRun } from '#engine/workflow/approval-run.ts';
import { activeStep } from '#engine/workflow/approval-run.ts';
import { editFormsOf } from '#engine/workflow/editable.ts';
import { actionsIn, eventKey } from '#engine/workflow/events.ts';
import { transition } from '#engine/workflow/transition.ts';
import { endProposal } from '../correct/end-proposal.ts';
import type { EffectWork } from '../effect/effect.ts';
import { runEffects } from '../effect/run-effects.ts';
import { freezeEntries } from '../entry.ts';
import { nameIssues } from '../name-issues.ts';
import { judgeOf } from '../open-record.ts';
import { finishTasks, openStateTasks, openTask } from '../task.ts';
import { addRun, openRuns, saveRun } from './stored-run.ts';

/** A definition whose states lead on of themselves is followed this far. */
const furthest = 12;

/**
 * Takes the transition of an event: effects, what is filled in freezes, the tasks of the state left are done, and the
 * state entered opens its own tasks and approvals. An approval none of whose steps applies leads on at once.
 */
export const moveRecord = async (work: EffectWork, event: string, depth = 0): Promise<void> => {
  const { unit, record } = work;
  const { workflow } = record.module;
  const taken = transition(workflow, { state: record.row.state, event, judge: judgeOf(unit, record) });
  if ('issues' in taken || depth > furthest) {
    const issues = 'issues' in taken ? taken.issues : [{ path: '', code: 'workflow.endless' }];
    throw problem('action-not-available', {
      issues: nameIssues(unit.context.catalog, issues, record.row.module),
    });
  }
  record.row.state = taken.target;
  await runEffects(work, taken.effects);
  if (!taken.changed) return;
  await finishTasks(unit, record.row.id);
  await endForeignRuns(work);
  for (const [action, run] of await askInState(work)) {
    if (run.state !== 'open') return await moveRecord(work, eventKey(action, run.result ?? 'agree'), depth + 1);
  }
};

/** The tasks of the state the record is in, and the sign-offs that begin with it. */
export const askInState = async (work: EffectWork): Promise<ReadonlyMap<string, ApprovalRun>> => {
  await openStateTasks(work.unit, work.record);
  return await openEnteredRuns(work);
};

/** What was filled in belongs to a step that is over, unless the state lets its form be edited still. */
export const freezePassed = ({ unit, record }: EffectWork): Promise<void> =>
  freezeEntries(unit, record.row.id, editFormsOf(record.module.workflow, record.row.state));

/** Sign-offs that the new state knows nothing of have come to nothing. */
const endForeignRuns = async ({ unit, record }: EffectWork): Promise<void> => {
  const known = actionsIn(record.module.workflow, record.row.state);
  for (const { id, action, run } of (await openRuns(unit.db, record.row.id)).values()) {
    if (known.includes(action)) continue;
    const steps = run.steps.map((step) =>
      step.state === 'done' || step.state === 'skipped' ? step : { ...step, state: 'skipped' as const },
    );
    await saveRun(unit, id, { ...run, state: 'ended', steps });
    await endProposal(unit, id);
  }
};

const openEnteredRuns = async (work: EffectWork): Promise<ReadonlyMap<string, ApprovalRun>> => {
  const { unit, record } = work;
  const { workflow } = record.module;
  const open = await openRuns(unit.db, record.row.id);
  const opened = new Map<string, ApprovalRun>();
  for (const action of actionsIn(workflow, record.row.state)) {
    const approval = workflow.actions[action]?.approval;
    if (approval?.start !== 'enter' || open.has(action)) continue;
    const moved = openRun(approval, { startedBy: unit.context.actor.id }, judgeOf(unit, record));
    if ('issues' in moved) continue;
    await addRun(unit, record.row.id, action, moved.run);
    await askStep(work, action, moved.run);
    opened.set(action, moved.run);
  }
  return opened;
};

/** Puts the active step of a run on the worklists of those it asks. */
export const askStep = async ({ unit, record }: EffectWork, action: string, run: ApprovalRun): Promise<void> => {
  const definition = record.module.workflow.actions[action];
  const active = activeStep(run);
  const step = definition?.approval && active && stepOf(definition.approval, active.step);
  if (step !== undefined)
    await openTask(unit, record, { title: titleUnder(step, record.row.regime), who: step.who, action });
};
