import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow, one } from './db.ts';
import type { PrintRunTable } from './print-run-tables.ts';
import { rowOf, updateRows } from './rows.ts';

export type PrintRunRow = Selectable<PrintRunTable>;

export const insertPrintRun = (db: Db, row: PrintRunRow): Promise<void> => insertRow(db, 'print_run', row);

export const findPrintRun = (db: Db, id: string): Promise<PrintRunRow | undefined> => rowOf(db, 'print_run', { id });

export const updatePrintRun = (db: Db, id: string, set: Updateable<PrintRunTable>): Promise<number> =>
  updateRows(db, 'print_run', { id }, set);

export interface VolumeKey {
  readonly record: string;
  readonly dossier: string;
  readonly volume: string;
}

/** The newest bindings of a volume of a record. */
export const runsOfVolume = (db: Db, { record, dossier, volume }: VolumeKey, limit = 50): Promise<PrintRunRow[]> =>
  all<PrintRunRow>(
    db,
    `select * from print_run where record_id = ? and dossier = ? and volume = ? order by created_at desc, id desc limit ${Math.trunc(limit)}`,
    [record, dossier, volume],
  );

/** How many wait or run. */
export const countOpenRuns = async (db: Db, account: string): Promise<number> =>
  Number(
    (
      await one<{ n: number }>(
        db,
        "select count(*) as n from print_run where created_by = ? and state in ('waiting', 'running')",
        [account],
      )
    )?.n ?? 0,
  );

/** Runs, newest first: of one person, or of everybody. */
export const listPrintRuns = (db: Db, account: string | undefined, limit = 100): Promise<PrintRunRow[]> =>
  all<PrintRunRow>(
    db,
    `select * from print_run ${account === undefined ? '' : 'where created_by = ?'} order by created_at desc, id desc limit ${Math.trunc(limit)}`,
    account === undefined ? [] : [account],
  );
