import type { ModuleForm } from '#engine/definition/catalog.ts';
import type { Issue } from '#engine/issue.ts';
import { actOnRun, openRun, recallRun } from '#engine/workflow/approval.ts';
import { type ApprovalChoice, conditionReasons, readyReasons, runOf } from '#engine/workflow/available-actions.ts';
import { eventKey } from '#engine/workflow/events.ts';
import type { Guarded } from '../apply-verdicts.ts';
import { checkReferences } from '../check-references.ts';
import { saveEntry } from '../entry.ts';
import { fillForm } from '../fill-form.ts';
import type { RecordData } from '../open-record.ts';
import { sealedEntry } from '../secrets.ts';
import { finishTasks } from '../task.ts';
import type { Act, ActDone } from './act-shape.ts';
import { concludeCorrection, startCorrection } from './correct-by-act.ts';
import { readHandedIn } from './handed-in.ts';
import { closeHandedOver, reopenHandedOver } from './handed-over.ts';
import { guard, leads, refuse, requireNone } from './judge-act.ts';
import { askStep, moveRecord } from './move-record.ts';
import { addRun, saveRun } from './stored-run.ts';

/** An action that stands for itself, or the one that opens a sign-off. */
export const startAction = async (act: Act): Promise<ActDone> => {
  const { work, view, key } = act;
  const { unit, record } = work;
  const { approval, guards = [] } = view.definition;
  requireNone(act, conditionReasons(act.situation, key, view.definition));
  if (view.definition.correct !== undefined) return await startCorrection(act);
  const form = formOf(act);
  const handed = readHandedIn(act.data, form, approval !== undefined);
  const filled = form && (await fill(act, form, handed.fields, true));
  requireNone(act, readyReasons(act.situation, key, view.definition));
  if (form !== undefined) await checkReferences(unit, form, filled, record.stored);
  const guarded = await guard(act, guards, key);
  if (approval === undefined) {
    await moveRecord(work, key);
    return { tasks: guarded.tasks, told: {} };
  }
  const opened = openRun(approval, { startedBy: work.fit.account, skip: handed.skip }, act.situation.judge);
  if ('issues' in opened) throw refuse(act, opened.issues);
  const run = await addRun(unit, record.row.id, key, opened.run);
  if (leads(act, key)) await moveRecord(work, key);
  else if (opened.fires === undefined) await closeHandedOver(work, key, view.definition);
  await askStep(work, key, opened.run);
  if (opened.fires !== undefined) await moveRecord(work, eventKey(key, opened.fires));
  return { tasks: guarded.tasks, told: { approval: run, result: 'start' } };
};

/** What the person at the active step says. */
export const actAtStep = async (act: Act, choice: ApprovalChoice): Promise<ActDone> => {
  const { work, view, key } = act;
  const { approval } = view.definition;
  const run = runOf(act.situation, key, view.definition);
  const form = formOf(act);
  const handed = readHandedIn(act.data, form, true);
  const { result } = handed;
  if (approval === undefined || run === undefined) throw refuse(act, [{ path: '', code: 'approval.notOpen' }]);
  if (result === undefined || !choice.results.some((one) => one.key === result))
    throw refuse(act, [{ path: '/result', code: result === undefined ? 'required' : 'approval.result' }]);
  const conditions = conditionReasons(act.situation, key, view.definition);
  if (form !== undefined)
    await checkReferences(
      work.unit,
      form,
      await fill(act, form, handed.fields, asksAll(form, result)),
      work.record.stored,
    );
  const { opinion, returnTo, skip } = handed;
  const said = { result, skip, ...(opinion !== undefined && { opinion }), ...(returnTo !== undefined && { returnTo }) };
  const acted = { ...said, by: work.fit, at: work.unit.context.now };
  const moved = actOnRun(approval, run, acted, act.situation.judge);
  if ('issues' in moved) throw refuse(act, moved.issues);
  const guarded = await guardResult(act, { result, fires: moved.fires, conditions });
  const stored = act.runs.get(key)?.id;
  await finishTasks(work.unit, work.record.row.id, key);
  const id = stored ?? (await addRun(work.unit, work.record.row.id, key, run));
  await saveRun(work.unit, id, moved.run);
  const told = { approval: id, step: choice.step.key, result };
  if (moved.fires === undefined) {
    await askStep(work, key, moved.run);
    return { tasks: guarded.tasks, told };
  }
  const corrected = await concludeCorrection(act, id, moved.fires);
  await conclude(act, moved.fires);
  return { tasks: [...guarded.tasks, ...corrected.tasks], told: { ...told, ...corrected.told } };
};

/** Takes back what nobody has acted upon. */
export const recall = async (act: Act): Promise<ActDone> => {
  const { work, view, key } = act;
  const stored = act.runs.get(key);
  const { approval } = view.definition;
  if (stored === undefined || approval === undefined) throw refuse(act, [{ path: '', code: 'approval.notOpen' }]);
  const moved = recallRun(approval, stored.run, work.fit.account);
  if ('issues' in moved) throw refuse(act, moved.issues);
  await finishTasks(work.unit, work.record.row.id, key);
  await saveRun(work.unit, stored.id, moved.run);
  await concludeCorrection(act, stored.id, 'recall');
  if (leads(act, eventKey(key, 'recall'))) await conclude(act, 'recall');
  else await reopenHandedOver(work, key, view.definition);
  return { tasks: [], told: { approval: stored.id, result: 'recall' } };
};

/** The sign-off is over: the record goes where its result leads, or its work is open again where it stands. */
const conclude = async ({ work, key, view }: Act, result: string): Promise<void> => {
  const { state } = work.record.row;
  await moveRecord(work, eventKey(key, result));
  if (work.record.row.state === state) await reopenHandedOver(work, key, view.definition);
};

/** A step that agrees hands in the whole form; another result only where the form itself knows of it. */
const asksAll = (form: ModuleForm, result: string): boolean =>
  result === 'agree' || (result !== 'return' && form.fields.some(({ path }) => path === 'result'));

const formOf = ({ view, work }: Act): ModuleForm | undefined =>
  view.form === undefined ? undefined : work.record.module.forms.get(view.form);

const fill = async (
  { work }: Act,
  form: ModuleForm,
  sent: Readonly<Record<string, unknown>>,
  complete: boolean,
): Promise<RecordData> => {
  const { unit, record } = work;
  const { module, data: stored } = record;
  const filled = fillForm(unit.context, { module, form, stored, sent, complete });
  record.data = filled.data;
  const at = { record: record.row.id, form: form.definition.key, closure: record.row.closure };
  await saveEntry(unit, at, sealedEntry(unit.context, record.row.id, form, filled.entry));
  return filled.entry;
};

/** What an agreement at the end of a sign-off that the state opened must meet is what an action must meet. */
const guardResult = async (act: Act, { result, fires, conditions }: Concluding): Promise<Guarded> => {
  const { approval, guards = [] } = act.view.definition;
  const own = approval?.results?.find(({ key }) => key === result)?.guards ?? [];
  const concludes = fires === 'agree' && approval?.start === 'enter';
  if (concludes) requireNone(act, [...conditions, ...readyReasons(act.situation, act.key, act.view.definition)]);
  return await guard(act, concludes ? [...guards, ...own] : own, eventKey(act.key, result));
};

interface Concluding {
  readonly result: string;
  readonly fires: string | undefined;
  /** What spoke against the action before its form was filled in. */
  readonly conditions: readonly Issue[];
}
