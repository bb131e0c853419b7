import type { Selectable } from 'kysely';
import { type Db, insertRow } from './db.ts';
import { laterIfAbsent } from './rows.ts';
import type { CustodyTable, FileLinkTable, FileTable } from './service-tables.ts';

export type FileRow = Selectable<FileTable>;
export type FileLinkRow = Selectable<FileLinkTable>;
export type CustodyRow = Selectable<CustodyTable>;

export const insertFile = (db: Db, row: FileRow): Promise<void> => laterIfAbsent(db, 'file', row, ['hash']);

export const insertFileLink = (db: Db, row: FileLinkRow): Promise<void> => insertRow(db, 'file_link', row);

/** Who had a file in hand, when and what for. */
export const insertCustody = (db: Db, row: CustodyRow): Promise<void> => insertRow(db, 'custody', row);
