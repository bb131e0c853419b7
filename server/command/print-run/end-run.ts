import { problem } from '#engine/problem.ts';
import { reachRun } from '../../query/print-run/reach-run.ts';
import { holdsSystem } from '../../query/require-system.ts';
import { findPrintRun, type PrintRunRow, updatePrintRun } from '../../storage/print-runs.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import { enqueueRun } from './store-print-run.ts';

/** A run of this person, or any for who keeps the platform running; to others it does not exist. */
const ownRun = async (context: Context, id: string): Promise<PrintRunRow> => {
  const run = await findPrintRun(context.storage.read, id);
  if (run === undefined || (run.created_by !== context.actor.id && !holdsSystem(context, 'operations')))
    throw problem('not-found');
  return run;
};

const notNow = (code: string) => problem('action-not-available', { issues: [{ path: '', code }] });

/** Asks a run to stop; it ends before its next piece. */
export const stopPrintRun = async (context: Context, { id }: { readonly id: string }): Promise<void> => {
  const run = await ownRun(context, id);
  if (run.state !== 'waiting' && run.state !== 'running') throw notNow('print.notRunning');
  const over = { state: 'cancelled', ended_at: context.now } as const;
  const set = { cancel: 1 as const, ...(run.state === 'waiting' && over) };
  await runCommand(context, { route: 'stop-print-run', body: { id } }, (unit) => updatePrintRun(unit.db, id, set));
};

/** Begins a run again that failed, was stopped, or waits for something that may pass; what of it is made is kept. */
export const retryPrintRun = async (context: Context, { id }: { readonly id: string }): Promise<void> => {
  const run = await ownRun(context, id);
  const stuck = run.state === 'waiting' && run.error !== null;
  if (!stuck && run.state !== 'failed' && run.state !== 'cancelled') throw notNow('print.notEnded');
  if (run.created_by === context.actor.id) await reachRun(context, id);
  await runCommand(context, { route: 'retry-print-run', body: { id } }, async (unit) => {
    await updatePrintRun(unit.db, id, { state: 'waiting', cancel: 0, error: null, ended_at: null });
    await enqueueRun(unit, id);
  });
};
