import { updateRows } from '../storage/rows.ts';
import type { Unit } from './unit.ts';

/** The number of a paper goes void with it; it is not given again. */
export const voidNumberOf = (unit: Unit, document: string, reason: string): Promise<number> =>
  updateRows(unit.db, 'ledger', { document_id: document }, { state: 'voided', reason });
