import { all, type Db } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { ApprovalStepTable, ApprovalTable } from '../../storage/tables.ts';
import type { Context } from '../context.ts';

type RunRow = ApprovalTable & { name: string | null };
type StepRow = ApprovalStepTable & { name: string | null };

/** The latest round of an approval, with the name of who handed it in. */
const latestRun = async (db: Db, record: RecordRow, action: string): Promise<RunRow | undefined> =>
  (
    await all<RunRow>(
      db,
      'select r.*, a.name as name from approval r left join account a on a.id = r.started_by where r.record_id = ? and r.action = ? order by r.round desc, r.started_at desc limit 1',
      [record.id, action],
    )
  )[0];

/** Who handed a matter in to be approved, and when (ISO instant); undefined before. */
export const viewSubmitted = async (db: Db, record: RecordRow, action: string) => {
  const run = await latestRun(db, record, action);
  return run && { person: run.name ?? '', at: run.started_at };
};

/** The steps that are done, in order; `deed` marks one that is no opinion. */
export const viewApproval = async (context: Context, db: Db, record: RecordRow, action: string) => {
  const run = await latestRun(db, record, action);
  if (run === undefined) return [];
  const steps = await all<StepRow>(
    db,
    'select s.*, a.name as name from approval_step s left join account a on a.id = s.account where s.approval_id = ? order by s.seq',
    [run.id],
  );
  const declared = new Map(
    context.catalog.module(record.module).workflow.actions[action]?.approval?.steps.map((step) => [step.key, step]),
  );
  return steps
    .filter((step) => step.state === 'done')
    .map(({ step, name, result, opinion, at }) => ({
      step,
      title: declared.get(step)?.title.zh ?? step,
      ...(declared.get(step)?.deed && { deed: true }),
      person: name ?? '',
      result,
      opinion,
      at,
    }));
};
