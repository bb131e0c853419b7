import type { Selectable } from 'kysely';
import { all, type Db, insertRow } from './db.ts';
import { laterIfAbsent, rowOf, rowsOf } from './rows.ts';
import type { CustodyTable, FileLinkTable, FileTable } from './service-tables.ts';

export type FileRow = Selectable<FileTable>;
export type FileLinkRow = Selectable<FileLinkTable>;
export type CustodyRow = Selectable<CustodyTable>;

export const insertFile = (db: Db, row: FileRow): Promise<void> => laterIfAbsent(db, 'file', row, ['hash']);

export const findFile = (db: Db, hash: string): Promise<FileRow | undefined> => rowOf(db, 'file', { hash });

export const insertFileLink = (db: Db, row: FileLinkRow): Promise<void> => insertRow(db, 'file_link', row);

export const findFileLink = (db: Db, id: string): Promise<FileLinkRow | undefined> => rowOf(db, 'file_link', { id });

export const fileLinksOf = (db: Db, recordId: string): Promise<FileLinkRow[]> =>
  rowsOf(db, 'file_link', { record_id: recordId }, 'order by `at`, `id`');

/** Who had a file in hand, when and what for. */
export const insertCustody = (db: Db, row: CustodyRow): Promise<void> => insertRow(db, 'custody', row);

export const custodyOf = (db: Db, fileLink: string): Promise<CustodyRow[]> =>
  all<CustodyRow>(db, 'select * from `custody` where `file_link` = ? order by `at`, `id`', [fileLink]);
