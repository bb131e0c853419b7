import type { Generated } from 'kysely';
import type { Instant, JsonText } from './column-types.ts';

export interface OutboxTable {
  id: string;
  topic: string;
  payload: JsonText;
  created_at: Instant;
  sent_at: Instant | null;
}
export interface IdempotencyTable {
  actor: string;
  route: string;
  key: string;
  body: string;
  status: number;
  /** What the command made, {kind, id}: the answer is presented again under today's rights. */
  reference: JsonText;
  at: Instant;
}
export interface StashTable {
  account: string;
  record_id: string;
  form: string;
  data: JsonText;
  at: Instant;
  /** Of the record when the typing began; null: kept before this was noted. */
  version: number | null;
}
export interface FileTable {
  hash: string;
  size: number;
  type: string;
  created_at: Instant;
  /** Since then its bytes are gone: nothing needed them any more. */
  swept_at: Instant | null;
}
export interface FileLinkTable {
  id: string;
  record_id: string;
  hash: string;
  name: string;
  /** Path of the field it belongs to, `*` for rows of grids; '' for the record as a whole. */
  field: string;
  by_account: string;
  at: Instant;
  /** What the file says of itself, by the browser it came from. */
  about: JsonText | null;
  removed_at: Instant | null;
  removed_by: string | null;
}
export interface CustodyLineTable {
  seq: Generated<number>;
  /** Id of the file of a record, of the paper, or of the record for an overview of all its files. */
  item: string;
  kind: 'file' | 'document' | 'record';
  record_id: string;
  root_id: string;
  organization: string;
  action: 'intake' | 'view' | 'download' | 'print' | 'remove' | 'sweep';
  /** What was handed out where it was not the whole original. */
  how: string | null;
  actor: string;
  at: Instant;
  request_id: string;
  /** Of the network. */
  address: string;
  agent: string;
  /** SHA-256 of the canonical JSON of this row without seq and hash; '' for lines from before there were hashes. */
  hash: string;
}
export interface JobTable {
  id: string;
  kind: string;
  payload: JsonText;
  state: 'waiting' | 'running' | 'done' | 'failed';
  attempts: number;
  run_after: Instant;
  error: string | null;
  progress: JsonText | null;
  created_at: Instant;
  ended_at: Instant | null;
}
export interface MessageTable {
  id: string;
  account: string;
  record_id: string | null;
  text: JsonText;
  at: Instant;
  read_at: Instant | null;
}
export interface EventTable {
  seq: Generated<number>;
  record_id: string | null;
  root_id: string | null;
  organization: string;
  type: string;
  actor: string;
  on_behalf_of: string | null;
  at: Instant;
  request_id: string;
  record_version: number | null;
  data: JsonText;
  /** SHA-256 of the canonical JSON of this row without seq and hash. */
  hash: string;
}
export interface BlockTable {
  no: number;
  from_seq: number;
  to_seq: number;
  count: number;
  /** Merkle root of the event hashes. */
  root: string;
  previous: string;
  hash: string;
  sealed_at: Instant;
}
