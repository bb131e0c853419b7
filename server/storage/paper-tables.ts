import type { Instant } from './column-types.ts';

/** A paper signed by hand: its scan, a file of the record. */
interface PaperScanTable {
  id: string;
  document_id: string;
  record_id: string;
  file_link: string;
  by_account: string;
  at: Instant;
}

/** A use of an organization's seal. */
export interface SealUseTable {
  id: string;
  organization: string;
  document_id: string;
  record_id: string;
  root_id: string;
  module: string;
  /** Kind of the paper, with its title as it was printed. */
  document: string;
  title: string;
  number: string | null;
  person: string;
  at: Instant;
  /** The pages across whose edges it stands. */
  edges: number | null;
  /** The binding of a volume it stands on, which then is the paper. */
  print_run: string | null;
  voided_at: Instant | null;
  voided_by: string | null;
  void_reason: string | null;
}

export interface PaperTables {
  paper_scan: PaperScanTable;
  seal_use: SealUseTable;
}
