import { problem } from '#engine/problem.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import { countOpenRuns, insertPrintRun, type PrintRunRow } from '../../storage/print-runs.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { idFor, type Unit } from '../unit.ts';

type Given = Pick<PrintRunRow, 'kind' | 'title' | 'organization' | 'plan' | 'rights' | 'total'> &
  Partial<Pick<PrintRunRow, 'record_id' | 'module' | 'dossier' | 'volume' | 'content' | 'options'>>;

/** A run that has not begun. */
export const newPrintRun = (context: Context, given: Given): Omit<PrintRunRow, 'id'> => ({
  record_id: null,
  module: null,
  dossier: null,
  volume: null,
  content: null,
  options: '{}',
  ...given,
  title: given.title.slice(0, 900),
  state: 'waiting',
  cancel: 0,
  done: 0,
  pdf: null,
  size: null,
  pages: null,
  pieces: null,
  error: null,
  created_by: context.actor.id,
  created_at: context.now,
  started_at: null,
  ended_at: null,
});

/** Of one person; whoever asks for more waits for these. */
const mostOpen = 20;

export const enqueueRun = async (unit: Unit, id: string): Promise<void> => {
  await enqueueJob(unit.db, { kind: 'print-run', payload: JSON.stringify({ run: id }), at: unit.context.now });
  unit.jobs = true;
};

/** Stores a run with the job that does it. */
export const storePrintRun = async (
  unit: Unit,
  run: Omit<PrintRunRow, 'id'>,
  record?: { readonly id: string; readonly root: string },
): Promise<string> => {
  if ((await countOpenRuns(unit.db, run.created_by)) >= mostOpen)
    throw problem('action-not-available', {
      issues: [{ path: '', code: 'print.tooManyOpen', params: { most: mostOpen } }],
    });
  const id = idFor(unit);
  await insertPrintRun(unit.db, { ...run, id });
  await enqueueRun(unit, id);
  await appendEvent(unit, {
    type: 'print.asked',
    organization: run.organization,
    ...(record && { record }),
    data: { run: id, kind: run.kind, title: run.title, total: run.total, volume: run.volume },
  });
  return id;
};
