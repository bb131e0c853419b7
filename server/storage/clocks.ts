import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow, run } from './db.ts';
import { updateLater } from './rows.ts';
import type { ClockPauseTable, ClockTable } from './tables.ts';

export type ClockRow = Selectable<ClockTable>;
export type PauseRow = Selectable<ClockPauseTable>;

export const insertClock = (db: Db, row: ClockRow): Promise<void> => insertRow(db, 'clock', row);

/** Every clock of a record, ended ones too. */
export const clocksOf = (db: Db, recordId: string): Promise<ClockRow[]> =>
  all<ClockRow>(db, 'select * from `clock` where `record_id` = ? order by `created_at`, `id`', [recordId]);

export const updateClock = (db: Db, id: string, change: Updateable<ClockTable>): Promise<void> =>
  updateLater(db, 'clock', { id }, change);

export const insertPause = (db: Db, row: PauseRow): Promise<void> => insertRow(db, 'clock_pause', row);

/** Closes the open pause of a clock. */
export const endPause = (db: Db, clockId: string, toDate: string): Promise<number> =>
  run(db, 'update `clock_pause` set `to_date` = ? where `clock_id` = ? and `to_date` is null', [toDate, clockId]);

export const pausesOf = (db: Db, clockId: string): Promise<PauseRow[]> =>
  all<PauseRow>(db, 'select * from `clock_pause` where `clock_id` = ? order by `from_date`', [clockId]);

export const updatePause = (db: Db, id: string, change: Updateable<ClockPauseTable>): Promise<void> =>
  updateLater(db, 'clock_pause', { id }, change);
