import { openRun } from '#engine/workflow/approval.ts';
import { conditionReasons, readyReasons } from '#engine/workflow/available-actions.ts';
import { eventKey } from '#engine/workflow/events.ts';
import { proposedBy, updateCorrection } from '../../storage/corrections.ts';
import type { RuleTask } from '../apply-verdicts.ts';
import { type Applied, applyCorrection } from '../correct/apply-correction.ts';
import { type Correction, keepProposal, proposeCorrection } from '../correct/propose-correction.ts';
import type { Act, ActDone } from './act-shape.ts';
import { readHandedIn } from './handed-in.ts';
import { guard, leads, refuse, requireNone } from './judge-act.ts';
import { askStep, moveRecord } from './move-record.ts';
import { addRun } from './stored-run.ts';

/** An action that corrects what lies locked: carried out at once, or laid before those who sign off. */
export const startCorrection = async (act: Act): Promise<ActDone> => {
  const { work, view, key } = act;
  const { unit, record } = work;
  const { approval, guards = [] } = view.definition;
  requireNone(act, [
    ...conditionReasons(act.situation, key, view.definition),
    ...readyReasons(act.situation, key, view.definition),
  ]);
  const { form, fields, reason, ...rest } = act.data;
  const handed = readHandedIn(rest, undefined, approval !== undefined);
  const proposed = await proposeCorrection(work, view.definition.correct, { form, fields, reason });
  if (approval === undefined) {
    const id = await keepProposal(unit, record, proposed, { action: key, approval: null });
    const applied = await carryOut(act, { ...proposed, id });
    await moveRecord(work, key);
    return applied;
  }
  await judgeBefore(act, proposed, guards);
  const opened = openRun(approval, { startedBy: work.fit.account, skip: handed.skip }, act.situation.judge);
  if ('issues' in opened) throw refuse(act, opened.issues);
  const run = await addRun(unit, record.row.id, key, opened.run);
  const id = await keepProposal(unit, record, proposed, { action: key, approval: run });
  if (leads(act, key)) await moveRecord(work, key);
  await askStep(work, key, opened.run);
  const told = { approval: run, result: 'start', correction: id, form: proposed.form };
  if (opened.fires === undefined) return { tasks: [], told };
  const applied = await carryOut(act, { ...proposed, id });
  await moveRecord(work, eventKey(key, opened.fires));
  return { tasks: applied.tasks, told: { ...told, ...applied.told } };
};

/** Guards are asked of the record as it would be; what they would set is set when it is carried out. */
const judgeBefore = async (act: Act, proposed: Correction, guards: readonly string[]): Promise<void> => {
  const { record } = act.work;
  const { data } = record;
  record.data = proposed.data;
  await guard(act, guards, act.key);
  record.data = data;
};

/** What becomes of the correction whose sign-off has ended; of other sign-offs nothing. */
export const concludeCorrection = async (act: Act, approval: string, result: string): Promise<ActDone> => {
  const nothing = { tasks: [], told: {} };
  if (act.view.definition.correct === undefined) return nothing;
  const { unit } = act.work;
  const row = await proposedBy(unit.db, approval);
  if (row === undefined) return nothing;
  if (result === 'agree') return await carryOut(act, row);
  const state = result === 'return' ? 'returned' : result === 'recall' ? 'recalled' : 'ended';
  const { now, actor } = unit.context;
  await updateCorrection(unit.db, row.id, { state, ended_at: now, ended_by: actor.id });
  return { tasks: [], told: { correction: row.id } };
};

const carryOut = async (act: Act, { id }: { readonly id: string }): Promise<ActDone> => {
  const { guards = [], correct, who = [] } = act.view.definition;
  const judge = (rulesets: readonly string[]) => guard(act, [...guards, ...rulesets], act.key);
  const applied: Applied = await applyCorrection(act.work, { id, judge });
  const papers = correct?.papers;
  const tasks: readonly RuleTask[] =
    applied.papers > 0 ? [{ title: papers?.title ?? act.view.definition.title, who: papers?.who ?? who }] : [];
  return { tasks: [...applied.tasks, ...tasks], told: { correction: id, form: applied.form, reason: applied.reason } };
};
