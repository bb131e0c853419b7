import type { Selectable } from 'kysely';
import { type Db, insertRow, run } from './db.ts';
import type { SealUseTable } from './paper-tables.ts';

export type SealUse = Selectable<SealUseTable>;

type Usual = 'edges' | 'print_run' | 'voided_at' | 'voided_by' | 'void_reason';

export const insertSealUse = (
  db: Db,
  row: Omit<SealUse, Usual> & Partial<Pick<SealUse, 'edges' | 'print_run'>>,
): Promise<void> =>
  insertRow(db, 'seal_use', {
    edges: null,
    print_run: null,
    ...row,
    voided_at: null,
    voided_by: null,
    void_reason: null,
  });

/** The seal of a paper stands across the edges of its pages too. False when it is not in the register yet. */
export const addEdges = async (db: Db, document: string, pages: number): Promise<boolean> =>
  (await run(db, 'update seal_use set edges = ? where document_id = ?', [pages, document])) > 0;

export interface SealVoid {
  readonly document: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** The paper was declared void: the use stays in the register with who, when and why. */
export const voidSealUse = async (db: Db, { document, by, at, reason }: SealVoid): Promise<void> => {
  await run(
    db,
    'update seal_use set voided_at = ?, voided_by = ?, void_reason = ? where document_id = ? and voided_at is null',
    [at, by, reason, document],
  );
};
