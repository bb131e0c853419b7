import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import {
  deleteImportIssues,
  findImportRun,
  type ImportIssueRow,
  type ImportRunRow,
  insertImportIssues,
  updateImportRun,
} from '../../storage/import-runs.ts';
import type { Context } from '../context.ts';
import { liveRuns } from './live.ts';
import { openWork } from './open-work.ts';
import { readRows } from './read-rows.ts';
import { BadFile } from './sheet/bad-file.ts';
import type { ReadyRow } from './target.ts';

/** Faults of one row that are kept. */
const mostOfRow = 20;

/** Issues as rows of the report. */
export const issueRows = (run: string, rows: readonly ReadyRow[]): ImportIssueRow[] =>
  rows.flatMap(({ faults, notes = [] }) =>
    [...faults, ...notes].slice(0, mostOfRow).map((fault, n) => ({
      run_id: run,
      line: fault.line,
      n,
      column_name: fault.column,
      value: fault.value,
      code: fault.code,
      params: canonicalJson(fault.params ?? {}),
    })),
  );

/** Reads a file from its first row to its last and writes the report; no record is touched. A job; may run again. */
export const checkImport = async (context: Context, { run: id }: { readonly run: string }): Promise<void> => {
  const { storage } = context;
  const run = await findImportRun(storage.read, id);
  if (run === undefined || run.state !== 'checking') return;
  await storage.transact((db) => deleteImportIssues(db, id));
  try {
    await check(context, run);
  } catch (error) {
    const issue = issueOf(error);
    if (issue === undefined) throw error;
    const refused = { state: 'refused', error: canonicalJson(issue), finished_at: context.now } as const;
    await storage.transact((db) => updateImportRun(db, id, refused));
  } finally {
    liveRuns.forget(id);
  }
};

/** Why a file as a whole is not taken; undefined for a bug. */
export const issueOf = (error: unknown): { readonly code: string; readonly params: object } | undefined => {
  if (error instanceof BadFile) return { code: error.issue.code, params: error.issue.params ?? {} };
  if (!(error instanceof Problem)) return undefined;
  const [issue] = error.issues;
  if (issue !== undefined) return { code: issue.code, params: issue.params ?? {} };
  return { code: error.slug, params: error.params };
};

const check = async (context: Context, run: ImportRunRow): Promise<void> => {
  const { storage } = context;
  const { work, table, target } = await openWork(context, run);
  const counts = { line: 0, row_count: 0, good: 0, bad: 0, skipped: 0 };
  for await (const rows of readRows(work, table, target)) {
    for (const row of rows) count(counts, row);
    const issues = issueRows(run.id, rows);
    const found = await storage.transact(async (db) => {
      await insertImportIssues(db, issues);
      await updateImportRun(db, run.id, counts);
      return await findImportRun(db, run.id);
    });
    if (found?.cancel === 1 || liveRuns.isAskedToStop(run.id)) {
      const stopped = { state: 'cancelled', finished_at: context.now } as const;
      return void (await storage.transact((db) => updateImportRun(db, run.id, stopped)));
    }
  }
  if (counts.row_count === 0) throw new BadFile('import.emptyFile');
  await storage.transact((db) => updateImportRun(db, run.id, { ...counts, state: 'checked' }));
};

const count = (
  counts: { line: number; row_count: number; good: number; bad: number; skipped: number },
  row: ReadyRow,
): void => {
  counts.line = row.line;
  counts.row_count += 1;
  if (row.faults.length > 0) counts.bad += 1;
  else if (row.skip === true) counts.skipped += 1;
  else counts.good += 1;
};
