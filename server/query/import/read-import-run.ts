import type { Issue } from '#engine/issue.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import type { Context } from '../../command/context.ts';
import { liveRuns } from '../../command/import/live.ts';
import { ownRun } from '../../command/import/start-import.ts';
import { asJson } from '../../storage/db.ts';
import {
  countImportIssues,
  countImportNotes,
  type ImportIssueRow,
  type ImportRunRow,
  importIssues,
  importRunsOf,
} from '../../storage/import-runs.ts';

const shown = (context: Context, run: ImportRunRow, language: Language) => {
  const definition = context.catalog.definitions.import.get(run.import);
  const error = run.error === null ? undefined : asJson<Omit<Issue, 'path'>>(run.error);
  const [rows, written, skipped] = [Number(run.row_count), Number(run.written), Number(run.skipped)];
  const done = liveRuns.progress(run.id) ?? written + skipped + (run.mode === 'rows' ? Number(run.bad) : 0);
  return {
    id: run.id,
    import: run.import,
    title: definition?.title ?? { zh: run.import },
    name: run.name,
    state: run.state,
    mode: run.mode ?? definition?.mode ?? 'all',
    started: run.started_at !== null,
    rows,
    good: Number(run.good),
    bad: Number(run.bad),
    written,
    skipped,
    /** Rows dealt with by the run. */
    done: run.started_at === null ? 0 : done,
    error: error === undefined ? null : translate({ path: '', ...error }, language),
    createdAt: run.created_at,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    holdsUp: holdsUp(context, rows),
  };
};

/** Rows that one writer alone takes in a second, all of them one transaction; measured with enterprises. */
const rowsPerSecond = 1500;

/** For how many seconds others would wait if all rows went in at once; nobody waits where writers go side by side. */
const holdsUp = ({ storage }: Context, rows: number): number =>
  storage.dialect === 'sqlite' ? Math.ceil(rows / rowsPerSecond) : 0;

/** The runs of the person, newest first. */
export const listImportRuns = async (context: Context, language: Language) =>
  (await importRunsOf(context.storage.read, context.actor.id)).map((run) => shown(context, run, language));

export const readImportRun = async (context: Context, { id, language }: { id: string; language: Language }) => {
  const run = await ownRun(context, id);
  const { read } = context.storage;
  const notes = await countImportNotes(read, id);
  return { ...shown(context, run, language), issues: await countImportIssues(read, id), notes };
};

/** What is wrong, row by row: the line of the file, the column, what stands there and why it is not taken. */
export const readImportIssues = async (
  context: Context,
  query: { readonly id: string; readonly skip: number; readonly limit: number; readonly language: Language },
) => {
  await ownRun(context, query.id);
  const { read } = context.storage;
  const limit = Math.min(Math.max(query.limit, 1), 500);
  const rows = await importIssues(read, { run: query.id, skip: Math.max(query.skip, 0), limit });
  return { total: await countImportIssues(read, query.id), items: rows.map((row) => shownIssue(row, query.language)) };
};

export const shownIssue = (row: ImportIssueRow, language: Language) => ({
  line: Number(row.line),
  column: row.column_name,
  value: row.value,
  code: row.code,
  message: translate({ path: '', code: row.code, params: asJson<Record<string, unknown>>(row.params) }, language),
});
