import type { Selectable } from 'kysely';
import { type Db, insertRow } from './db.ts';
import { laterIfAbsent } from './rows.ts';
import type { FileLinkTable, FileTable } from './service-tables.ts';

export type FileRow = Selectable<FileTable>;
export type FileLinkRow = Selectable<FileLinkTable>;

export const insertFile = (db: Db, row: FileRow): Promise<void> => laterIfAbsent(db, 'file', row, ['hash']);

export const insertFileLink = (db: Db, row: FileLinkRow): Promise<void> => insertRow(db, 'file_link', row);
