import type { ColumnType } from 'kysely';
import type { Instant } from './column-types.ts';

export interface CounterTable {
  numbering: string;
  organization: string;
  year: number;
  last: number;
  /** The last number given before this system took the series over; null: none. */
  start: ColumnType<number | null, number | null | undefined, number | null>;
}
export interface LedgerTable {
  id: string;
  numbering: string;
  organization: string;
  year: number;
  n: number;
  text: string;
  state: 'used' | 'reserved' | 'voided';
  record_id: string | null;
  document_id: string | null;
  field: string | null;
  reason: string | null;
  by_account: string;
  at: Instant;
}
