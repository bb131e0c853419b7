import type { Selectable, Updateable } from 'kysely';
import type { CorrectionPaperTable, CorrectionTable } from './correction-tables.ts';
import { all, type Db, insertRow, one } from './db.ts';
import { rowOf, rowsOf, updateRows } from './rows.ts';

export type CorrectionRow = Selectable<CorrectionTable>;
export type CorrectionPaperRow = Selectable<CorrectionPaperTable>;

export const insertCorrection = (db: Db, row: CorrectionRow): Promise<void> => insertRow(db, 'correction', row);

export const insertCorrectionPaper = (db: Db, row: CorrectionPaperRow): Promise<void> =>
  insertRow(db, 'correction_paper', row);

export const findCorrection = (db: Db, id: string): Promise<CorrectionRow | undefined> =>
  rowOf(db, 'correction', { id });

/** In the order they were proposed. */
export const correctionsOf = (db: Db, record: string): Promise<CorrectionRow[]> =>
  rowsOf(db, 'correction', { record_id: record }, 'order by `proposed_at`, `id`');

/** The one of a record that waits for its sign-off; there is never a second. */
export const proposedFor = (db: Db, record: string): Promise<CorrectionRow | undefined> =>
  one<CorrectionRow>(db, "select * from correction where record_id = ? and state = 'proposed'", [record]);

export const proposedBy = (db: Db, approval: string): Promise<CorrectionRow | undefined> =>
  one<CorrectionRow>(db, "select * from correction where approval_id = ? and state = 'proposed'", [approval]);

export const updateCorrection = (db: Db, id: string, change: Updateable<CorrectionTable>): Promise<number> =>
  updateRows(db, 'correction', { id }, change);

export const papersOfCorrection = (db: Db, correction: string): Promise<CorrectionPaperRow[]> =>
  rowsOf(db, 'correction_paper', { correction_id: correction }, 'order by `id`');

export const updateCorrectionPaper = (db: Db, id: string, change: Updateable<CorrectionPaperTable>): Promise<number> =>
  updateRows(db, 'correction_paper', { id }, change);

/** The paper that a draft or issued paper was prepared to replace. */
export const replacedBy = (db: Db, replacement: string): Promise<CorrectionPaperRow | undefined> =>
  rowOf(db, 'correction_paper', { replacement });

interface Replaced {
  readonly document: string;
  /** The number of the other, or its title where it has none. */
  readonly number: string;
}

/** The issued papers of a record in whose place others are issued, with the number of the other. */
export const supersededOf = (db: Db, record: string): Promise<Replaced[]> =>
  all<Replaced>(
    db,
    `select p.document_id as document, coalesce(d.number, d.title) as number from correction_paper p
      join document d on d.id = p.replacement join document old on old.id = p.document_id
      where old.record_id = ? and d.state not in ('draft', 'voided')`,
    [record],
  );
