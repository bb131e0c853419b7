import type { ApprovalRun, RunStep } from '#engine/workflow/approval-run.ts';
import {
  type ApprovalRow,
  type ApprovalStepRow,
  insertApproval,
  insertApprovalStep,
  stepsOf,
  updateApproval,
  updateStep,
} from '../../storage/approvals.ts';
import type { Db } from '../../storage/db.ts';
import { all, one } from '../../storage/db.ts';
import { idFor, type Unit } from '../unit.ts';

export interface StoredRun {
  readonly id: string;
  readonly action: string;
  readonly run: ApprovalRun;
}

/** The open runs of a record by action. */
export const openRuns = async (db: Db, record: string): Promise<ReadonlyMap<string, StoredRun>> => {
  const rows = await all<ApprovalRow>(
    db,
    "select * from approval where record_id = ? and state = 'open' order by started_at, id",
    [record],
  );
  const runs = new Map<string, StoredRun>();
  for (const row of rows) {
    const steps = (await stepsOf(db, row.id)).map(toRunStep);
    const run = { state: row.state, result: row.result, startedBy: row.started_by, steps };
    runs.set(row.action, { id: row.id, action: row.action, run });
  }
  return runs;
};

const toRunStep = (row: ApprovalStepRow): RunStep => ({
  step: row.step,
  state: row.state,
  account: row.account,
  onBehalfOf: row.on_behalf_of,
  result: row.result,
  opinion: row.opinion,
  at: row.at,
});

const toRow = (approval: string, seq: number, step: RunStep): Omit<ApprovalStepRow, 'id'> => ({
  approval_id: approval,
  seq,
  step: step.step,
  state: step.state,
  account: step.account,
  on_behalf_of: step.onBehalfOf,
  result: step.result,
  opinion: step.opinion,
  at: step.at,
});

/** Stores a run that has just begun; the answer is its id. */
export const addRun = async (unit: Unit, record: string, action: string, run: ApprovalRun): Promise<string> => {
  const id = idFor(unit);
  const before = await one<{ n: number }>(
    unit.db,
    'select count(*) as n from approval where record_id = ? and action = ?',
    [record, action],
  );
  const row: ApprovalRow = {
    id,
    record_id: record,
    action,
    round: Number(before?.n ?? 0) + 1,
    state: run.state,
    result: run.result,
    started_by: run.startedBy,
    started_at: unit.context.now,
    ended_at: run.state === 'open' ? null : unit.context.now,
  };
  const steps = run.steps.map((step, seq) => ({ id: idFor(unit), ...toRow(id, seq, step) }));
  await insertApproval(unit.db, row, steps);
  return id;
};

/** Stores what has changed in a run: steps keep their places, those asked again come after. */
export const saveRun = async (unit: Unit, id: string, run: ApprovalRun): Promise<void> => {
  const known = new Map((await stepsOf(unit.db, id)).map((row) => [Number(row.seq), row]));
  for (const [seq, step] of run.steps.entries()) {
    const row = known.get(seq);
    const next = toRow(id, seq, step);
    if (row === undefined) await insertApprovalStep(unit.db, { id: idFor(unit), ...next });
    else if (JSON.stringify(toRunStep(row)) !== JSON.stringify(step)) await updateStep(unit.db, row.id, next);
  }
  if (run.state === 'open') return;
  await updateApproval(unit.db, id, { state: run.state, result: run.result, ended_at: unit.context.now });
};
