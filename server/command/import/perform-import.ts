import { faultAt } from '#engine/import/build-row.ts';
import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import {
  deleteImportIssues,
  findImportRun,
  type ImportRunRow,
  insertImportIssues,
  updateImportRun,
} from '../../storage/import-runs.ts';
import type { ImportRunTable } from '../../storage/import-tables.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import type { Context } from '../context.ts';
import { runOverModule } from '../rule/run-over-module.ts';
import { openUnit, type Unit } from '../unit.ts';
import { issueOf, issueRows } from './check-import.ts';
import { liveRuns } from './live.ts';
import { type OpenedWork, openWork } from './open-work.ts';
import { readRows } from './read-rows.ts';
import type { ReadyRow } from './target.ts';

type Counts = Pick<ImportRunTable, 'line' | 'written' | 'skipped' | 'bad'>;

/** Somebody asked to stop, or a row is wrong: what a transaction has written is taken back. */
class Stopped extends Error {
  override name = 'Stopped';
  readonly bad: readonly ReadyRow[];

  constructor(bad: readonly ReadyRow[] = []) {
    super('stopped');
    this.bad = bad;
  }
}

/** Rows of one turn: other machine work, such as printing, has its turn between. */
const rowsOfTurn = 20_000;

/**
 * Writes the rows of a checked file. By rows: batch by batch, each one transaction that also moves the run's line, so a
 * run that was interrupted goes on where it stopped. All or nothing: one transaction. A job; may run again.
 */
export const performImport = async (
  context: Context,
  { run: id }: { readonly run: string },
  turn = rowsOfTurn,
): Promise<void> => {
  const { storage } = context;
  const run = await findImportRun(storage.read, id);
  if (run === undefined || (run.state !== 'waiting' && run.state !== 'running')) return;
  const end = (set: Parameters<typeof updateImportRun>[2]) =>
    storage.transact((db) => updateImportRun(db, id, { ...set, finished_at: context.now }));
  try {
    if (run.cancel === 1) throw new Stopped();
    const opened = await openWork(context, run);
    await storage.transact((db) => updateImportRun(db, id, { state: 'running' }));
    const more = run.mode === 'rows' ? await byRows(opened, run, turn) : await allAtOnce(context, run);
    await (more ? goOn(context, id) : end({ state: 'done', error: null }));
    await runOverModule(context, context.catalog.definitions.import.get(run.import)?.target ?? '');
  } catch (error) {
    await endBadly(context, run, error);
  } finally {
    liveRuns.forget(id);
  }
};

const endBadly = async ({ storage, now }: Context, run: ImportRunRow, thrown: unknown): Promise<void> => {
  const { id } = run;
  const error = thrown instanceof RowRefused ? new Stopped([thrown.row]) : thrown;
  // Nothing went in of a run all at once, so that its file may be handed in again.
  const claim = run.mode === 'all' ? { claim: null } : {};
  if (error instanceof Stopped) {
    const state = error.bad.length > 0 ? 'failed' : 'cancelled';
    await storage.transact(async (db) => {
      if (error.bad.length > 0) {
        await deleteImportIssues(db, id);
        await insertImportIssues(db, issueRows(id, error.bad));
      }
      await updateImportRun(db, id, { state, ...claim, finished_at: now });
    });
    return;
  }
  const issue = issueOf(error);
  if (issue === undefined || (error instanceof Problem && error.status >= 500)) throw error;
  const set = { state: 'failed', ...claim, error: canonicalJson(issue), finished_at: now } as const;
  await storage.transact((db) => updateImportRun(db, id, set));
};

/** A row that only the database could refuse. */
class RowRefused extends Error {
  override name = 'RowRefused';
  readonly row: ReadyRow;

  constructor(row: ReadyRow, { slug, issues, params }: Problem) {
    super(slug);
    const issue = issues[0] ?? { code: slug, params };
    row.faults.push(faultAt(row.line, '', '', issue));
    this.row = row;
  }
}

/** The rest of the rows is a job behind those that wait. */
const goOn = async ({ storage, services, now }: Context, run: string): Promise<void> => {
  await storage.transact((db) => enqueueJob(db, { kind: 'import', payload: JSON.stringify({ run }), at: now }));
  services.wake();
};

/** True when the turn is over before the rows are. */
const byRows = async ({ work, table, target }: OpenedWork, run: ImportRunRow, turn: number): Promise<boolean> => {
  const { context } = work;
  let left = turn;
  let counts: Counts = { line: run.line, written: run.written, skipped: run.skipped, bad: run.bad };
  for await (const rows of readRows(work, table, target, counts.line)) {
    const found = await findImportRun(context.storage.read, run.id);
    if (found?.cancel === 1) throw new Stopped();
    if (left <= 0) return true;
    left -= rows.length;
    counts = await storeBatch({ context, target, rows, run: run.id, counts });
  }
  return false;
};

interface Batch {
  readonly context: Context;
  readonly target: OpenedWork['target'];
  readonly rows: readonly ReadyRow[];
  readonly run: string;
  readonly counts: Counts;
}

/** Written again without a row the database refuses. */
const storeBatch = async (batch: Batch): Promise<Counts> => {
  const { context, rows, run, counts, target } = batch;
  try {
    return await context.storage.transact(async (db) => {
      const unit = openUnit(db, context);
      const next = { ...counts, ...(await writeRows(unit, batch)) };
      await target.finish?.(unit);
      await insertImportIssues(db, issueRows(run, rows));
      await updateImportRun(db, run, next);
      return next;
    });
  } catch (error) {
    if (error instanceof RowRefused) return await storeBatch(batch);
    throw error;
  }
};

const writeRows = async (unit: Unit, { target, rows, counts }: Batch): Promise<Counts> => {
  const next = { ...counts };
  for (const row of rows) {
    next.line = row.line;
    if (row.faults.length > 0) next.bad += 1;
    else if (row.skip === true) next.skipped += 1;
    else {
      await writeRow(unit, target, row);
      next.written += 1;
    }
  }
  return next;
};

const writeRow = async (unit: Unit, target: OpenedWork['target'], row: ReadyRow): Promise<void> => {
  try {
    // Of an attempt before that was taken back.
    if (row.notes !== undefined) row.notes.length = 0;
    await target.write(unit, row);
  } catch (error) {
    throw error instanceof Problem && error.status < 500 ? new RowRefused(row, error) : error;
  }
};

const allAtOnce = async (context: Context, run: ImportRunRow): Promise<false> => {
  await context.storage.transact(async (db) => {
    // Opened here, since the transaction may begin again.
    const { work, table, target } = await openWork(context, run);
    const unit = openUnit(db, work.context);
    let counts: Counts = { line: 0, written: 0, skipped: 0, bad: 0 };
    for await (const rows of readRows(work, table, target)) {
      const bad = rows.filter(({ faults }) => faults.length > 0);
      if (bad.length > 0 || liveRuns.isAskedToStop(run.id)) throw new Stopped(bad);
      counts = await writeRows(unit, { context: work.context, target, rows, run: run.id, counts });
      await insertImportIssues(db, issueRows(run.id, rows));
      liveRuns.note(run.id, counts.written + counts.skipped);
    }
    await target.finish?.(unit);
    await updateImportRun(db, run.id, counts);
  });
  return false;
};
