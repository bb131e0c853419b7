import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow, one, run } from './db.ts';
import type { ImportIssueTable, ImportRunTable } from './import-tables.ts';
import { deleteRows, rowOf, updateRows } from './rows.ts';

export type ImportRunRow = Selectable<ImportRunTable>;
export type ImportIssueRow = Selectable<ImportIssueTable>;

export const insertImportRun = (db: Db, row: ImportRunRow): Promise<void> => insertRow(db, 'import_run', row);

export const findImportRun = (db: Db, id: string): Promise<ImportRunRow | undefined> => rowOf(db, 'import_run', { id });

/** The run that has taken a file in, or is about to. */
export const findClaim = (db: Db, claim: string): Promise<ImportRunRow | undefined> =>
  rowOf(db, 'import_run', { claim });

export const updateImportRun = (db: Db, id: string, set: Updateable<ImportRunTable>): Promise<number> =>
  updateRows(db, 'import_run', { id }, set);

/** Runs of a person, newest first. */
export const importRunsOf = (db: Db, account: string, limit = 50): Promise<ImportRunRow[]> =>
  all<ImportRunRow>(
    db,
    `select * from import_run where created_by = ? order by created_at desc, id desc limit ${Math.trunc(limit)}`,
    [account],
  );

const columns = ['run_id', 'line', 'n', 'column_name', 'value', 'code', 'params'] as const;

export const insertImportIssues = async (db: Db, rows: readonly ImportIssueRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const marks = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
  await run(
    db,
    `insert into import_issue (${columns.join(', ')}) values ${marks}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
};

export const deleteImportIssues = (db: Db, runId: string): Promise<number> =>
  deleteRows(db, 'import_issue', { run_id: runId });

/** Issues in the order of the file. */
export const importIssues = (
  db: Db,
  { run: runId, skip, limit }: { readonly run: string; readonly skip: number; readonly limit: number },
): Promise<ImportIssueRow[]> =>
  all<ImportIssueRow>(
    db,
    `select * from import_issue where run_id = ? order by line, n limit ${Math.trunc(limit)} offset ${Math.trunc(skip)}`,
    [runId],
  );

export const countImportIssues = async (db: Db, runId: string): Promise<number> =>
  Number((await one<{ n: number }>(db, 'select count(*) as n from import_issue where run_id = ?', [runId]))?.n ?? 0);

/** What is told of a row that is no fault of it. */
const notes = 'import.note.';

export const isNote = ({ code }: Pick<ImportIssueRow, 'code'>): boolean => code.startsWith(notes);

/** How many rows are told of, by code. */
export const countImportNotes = async (db: Db, runId: string): Promise<Readonly<Record<string, number>>> => {
  const rows = await all<{ code: string; n: number }>(
    db,
    `select code, count(*) as n from import_issue where run_id = ? and code like '${notes}%' group by code`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ code, n }) => [code.slice(notes.length), Number(n)]));
};
