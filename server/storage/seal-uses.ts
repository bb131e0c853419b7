import type { Selectable } from 'kysely';
import { type Db, insertRow, run } from './db.ts';
import type { SealUseTable } from './paper-tables.ts';

export type SealUse = Selectable<SealUseTable>;

export const insertSealUse = (db: Db, row: Omit<SealUse, 'voided_at' | 'voided_by' | 'void_reason'>): Promise<void> =>
  insertRow(db, 'seal_use', { ...row, voided_at: null, voided_by: null, void_reason: null });

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
