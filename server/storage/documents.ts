import type { Selectable, Updateable } from 'kysely';
import { problem } from '#engine/problem.ts';
import { all, type Db, insertRow } from './db.ts';
import { rowOf, rowsOf, updateRows } from './rows.ts';
import type { DocumentTable } from './tables.ts';

export type DocumentRow = Selectable<DocumentTable>;

export const insertDocument = (db: Db, row: DocumentRow): Promise<void> => insertRow(db, 'document', row);

export const findDocument = (db: Db, id: string): Promise<DocumentRow | undefined> => rowOf(db, 'document', { id });

export const findDocumentByToken = (db: Db, token: string): Promise<DocumentRow | undefined> =>
  rowOf(db, 'document', { token });

export const documentsOf = (db: Db, recordId: string): Promise<DocumentRow[]> =>
  rowsOf(db, 'document', { record_id: recordId }, 'order by `created_at`, `id`');

export const documentsInState = (db: Db, state: DocumentRow['state']): Promise<DocumentRow[]> =>
  all<DocumentRow>(db, 'select * from `document` where `state` = ? order by `created_at`, `id`', [state]);

/** Writes a new version if the document still has the one the decision was made on. @throws Problem record-stale */
export const updateDocument = async (
  db: Db,
  from: { readonly id: string; readonly version: number },
  change: Updateable<DocumentTable>,
): Promise<void> => {
  const { id, version } = from;
  const touched = await updateRows(db, 'document', { id, version }, { ...change, version: version + 1 });
  if (touched !== 1) throw problem('record-stale');
};
