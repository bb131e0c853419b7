import type { Selectable } from 'kysely';
import type { JsonText } from './column-types.ts';
import { all, type Db, insertRow, run } from './db.ts';
import { updateRows } from './rows.ts';
import type { EntryTable } from './tables.ts';

export type EntryRow = Selectable<EntryTable>;

export const insertEntry = (db: Db, row: EntryRow): Promise<void> => insertRow(db, 'entry', row);

/** All fillings of a record's forms, in the order they were begun. */
export const entriesOf = (db: Db, recordId: string): Promise<EntryRow[]> =>
  all<EntryRow>(db, 'select * from `entry` where `record_id` = ? order by `at`, `id`', [recordId]);

/** Rewrites an open entry; 0 when it is frozen meanwhile. */
export const updateEntry = (
  db: Db,
  id: string,
  change: { data: JsonText; by_account: string; at: string },
): Promise<number> => updateRows(db, 'entry', { id, state: 'open' }, change);

/** Freezes the open entries of the forms named, or of all forms. */
export const freezeEntries = (db: Db, recordId: string, at: string, forms?: readonly string[]): Promise<number> => {
  if (forms !== undefined && forms.length === 0) return Promise.resolve(0);
  const only = forms ? ` and \`form\` in (${forms.map(() => '?').join(', ')})` : '';
  return run(
    db,
    `update \`entry\` set \`state\` = 'frozen', \`frozen_at\` = ? where \`record_id\` = ? and \`state\` = 'open'${only}`,
    [at, recordId, ...(forms ?? [])],
  );
};
