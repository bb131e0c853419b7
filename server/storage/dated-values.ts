import { type Db, insertRow, one } from './db.ts';
import type { DatedValueTable } from './kept-value-tables.ts';

export const keepDatedValue = (db: Db, row: Omit<DatedValueTable, 'value'>, value: unknown): Promise<void> =>
  insertRow(db, 'dated_value', { ...row, value: JSON.stringify({ value }) });

/** Whether anything was kept of a field of a record. */
export const hasDatedValue = async (db: Db, record: string, field: string): Promise<boolean> =>
  (await one(db, 'select 1 from dated_value where record_id = ? and field = ? limit 1', [record, field])) !== undefined;

/** Whether a field of any record of a module changed on a day after this one. */
export const changedAfter = async (db: Db, module: string, field: string, day: string): Promise<boolean> =>
  (await one(db, 'select 1 from dated_value where module = ? and field = ? and from_date > ? limit 1', [
    module,
    field,
    day,
  ])) !== undefined;
