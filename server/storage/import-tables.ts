import type { Flag, Instant, JsonText } from './column-types.ts';

type ImportState = 'checking' | 'checked' | 'refused' | 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface ImportRunTable {
  id: string;
  import: string;
  /** SHA-256 of the file. */
  file: string;
  name: string;
  format: 'xlsx' | 'csv';
  release: string;
  mode: 'all' | 'rows' | null;
  state: ImportState;
  claim: string | null;
  /** The last line of the file that is dealt with. */
  line: number;
  row_count: number;
  good: number;
  bad: number;
  written: number;
  /** Rows whose record was there already. */
  skipped: number;
  cancel: Flag;
  /** Why the file as a whole cannot be taken: an issue {code, params}. */
  error: JsonText | null;
  created_by: string;
  created_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
}
export interface ImportIssueTable {
  run_id: string;
  line: number;
  n: number;
  column_name: string;
  value: string;
  code: string;
  params: JsonText;
}
