import type { Selectable } from 'kysely';
import type { Db } from './db.ts';
import { deleteLater, replaceRow, rowOf } from './rows.ts';
import type { StashTable } from './service-tables.ts';

export type StashRow = Selectable<StashTable>;

/** Autosave: what a person has typed and not submitted. No version, no event. */
export const writeStash = (db: Db, row: StashRow): Promise<number> => replaceRow(db, 'stash', row);

export const findStash = (
  db: Db,
  key: Pick<StashRow, 'account' | 'record_id' | 'form'>,
): Promise<StashRow | undefined> => rowOf(db, 'stash', key);

export const dropStash = (db: Db, key: Pick<StashRow, 'account' | 'record_id' | 'form'>): Promise<void> =>
  deleteLater(db, 'stash', key);
