import type { Selectable, Updateable } from 'kysely';
import { problem } from '#engine/problem.ts';
import { type Db, insertRow } from './db.ts';
import { rowOf, updateRows } from './rows.ts';
import type { DocumentTable } from './tables.ts';

export type DocumentRow = Selectable<DocumentTable>;

export const insertDocument = (db: Db, row: DocumentRow): Promise<void> => insertRow(db, 'document', row);

export const findDocument = (db: Db, id: string): Promise<DocumentRow | undefined> => rowOf(db, 'document', { id });

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
