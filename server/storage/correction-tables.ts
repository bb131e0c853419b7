import type { Instant, JsonText } from './column-types.ts';

/** A filling that lies locked, and what is to stand, or stands, in its place. */
export interface CorrectionTable {
  id: string;
  record_id: string;
  root_id: string;
  action: string;
  form: string;
  /** The filling that is corrected. */
  entry_id: string;
  /** The filling that took its place. */
  correcting_id: string | null;
  /** `[{path, old, now}]` in the form, as values of an entry are kept. */
  changes: JsonText;
  reason: string;
  /** `proposed` while its sign-off runs; how that ended where it was not agreed. */
  state: 'proposed' | 'applied' | 'returned' | 'recalled' | 'ended';
  approval_id: string | null;
  proposed_by: string;
  proposed_at: Instant;
  ended_at: Instant | null;
  ended_by: string | null;
}

/** A paper issued from what was corrected, and what was decided about it. */
export interface CorrectionPaperTable {
  id: string;
  correction_id: string;
  record_id: string;
  document_id: string;
  /** Fields of the corrected record that the paper shows otherwise. */
  fields: JsonText;
  decision: 'supersede' | 'withdraw' | 'keep' | null;
  reason: string | null;
  /** The paper that takes its place. */
  replacement: string | null;
  decided_by: string | null;
  decided_at: Instant | null;
}

export interface CorrectionTables {
  correction: CorrectionTable;
  correction_paper: CorrectionPaperTable;
}
