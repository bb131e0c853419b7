import type { Flag, Instant, JsonText } from './column-types.ts';

export interface PrintRunTable {
  id: string;
  /** A volume of the file of a record, or papers somebody chose. */
  kind: 'volume' | 'papers';
  title: string;
  record_id: string | null;
  module: string | null;
  dossier: string | null;
  volume: string | null;
  options: JsonText;
  /** What lies in it, in order, and what of it is made. */
  plan: JsonText | null;
  /** SHA-256 of what it is made of. */
  content: string | null;
  /** SHA-256 of which data its person sees in full, and which records he reaches. */
  rights: string | null;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  cancel: Flag;
  /** Pieces that are ready. */
  done: number;
  total: number;
  pdf: string | null;
  /** Bytes. */
  size: number | null;
  pages: number | null;
  pieces: number | null;
  /** An issue {code, params}. */
  error: JsonText | null;
  organization: string;
  created_by: string;
  created_at: Instant;
  started_at: Instant | null;
  ended_at: Instant | null;
}
