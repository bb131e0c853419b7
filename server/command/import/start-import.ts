import { problem } from '#engine/problem.ts';
import { deleteImportIssues, findImportRun, type ImportRunRow, updateImportRun } from '../../storage/import-runs.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { liveRuns } from './live.ts';
import { claimOf, requireImport } from './receive-import.ts';

export interface StartImport {
  readonly id: string;
  /** The definition's own where it is left out. */
  readonly mode?: 'all' | 'rows';
  readonly idempotencyKey?: string;
}

/** A run of the person who asks; to others it does not exist. */
export const ownRun = async (context: Context, id: string): Promise<ImportRunRow> => {
  const run = await findImportRun(context.storage.read, id);
  if (run === undefined || run.created_by !== context.actor.id) throw problem('not-found');
  return run;
};

/** Has the rows of a checked file written. A run that was started is left as it is: a second click does nothing twice. */
export const startImport = async (context: Context, { idempotencyKey, ...input }: StartImport): Promise<void> => {
  const run = await ownRun(context, input.id);
  const definition = context.catalog.definitions.import.get(run.import);
  if (definition === undefined) throw problem('not-found');
  requireImport(context, definition);
  if (['waiting', 'running', 'done'].includes(run.state)) return;
  const mode = input.mode ?? run.mode ?? definition.mode;
  const issue = refusal(run, mode);
  if (issue !== undefined) throw problem('action-not-available', { issues: [{ path: '', code: issue }] });
  const command = { route: 'start-import', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  await runCommand(context, command, async (unit) => {
    liveRuns.forget(run.id);
    // One that was stopped on the way goes on behind the rows that went in.
    const again = run.claim !== null;
    await updateImportRun(unit.db, run.id, {
      mode,
      state: 'waiting',
      claim: claimOf(run.import, run.file),
      cancel: 0,
      error: null,
      started_at: context.now,
      finished_at: null,
      ...(!again && { line: 0, bad: 0, written: 0, skipped: 0 }),
    });
    if (!again) await deleteImportIssues(unit.db, run.id);
    await enqueueJob(unit.db, { kind: 'import', payload: JSON.stringify({ run: run.id }), at: context.now });
    unit.jobs = true;
    await appendEvent(unit, {
      type: 'import.started',
      organization: context.actor.organization,
      data: { import: run.import, run: run.id, mode, rows: Number(run.row_count) },
    });
  });
};

const refusal = (run: ImportRunRow, mode: 'all' | 'rows'): string | undefined => {
  if (run.state === 'checking') return 'import.stillChecking';
  if (run.state === 'refused') return 'import.refused';
  // One that was cancelled while it was checked has no report.
  if (run.state === 'cancelled' && run.mode === null) return 'import.notChecked';
  if (mode === 'all' && Number(run.bad) > 0) return 'import.allNeedsGood';
  if (Number(run.good) === 0) return 'import.nothingGood';
  return undefined;
};

/** Asks a run to stop. By rows, what went in stays in; all at once, nothing is kept. */
export const cancelImport = async (context: Context, { id }: { readonly id: string }): Promise<void> => {
  const run = await ownRun(context, id);
  if (!['checking', 'waiting', 'running'].includes(run.state))
    throw problem('action-not-available', { issues: [{ path: '', code: 'import.notRunning' }] });
  liveRuns.askToStop(id);
  // A transaction that holds everything up would hold this up, too; it looks at what was asked by itself.
  if (run.state === 'running' && run.mode === 'all') return;
  await context.storage.transact((db) => updateImportRun(db, id, { cancel: 1 }));
};
