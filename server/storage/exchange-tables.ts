import type { Flag, Instant, JsonText } from './column-types.ts';

/** A message on its way to the other side; `record_id`, `remote_id` and `version` name its place in its stream. */
export interface ExchangeOutboxTable {
  msg_id: string;
  exchange: string;
  record_id: string;
  remote_id: string;
  version: number;
  to_platform: string;
  payload: JsonText;
  state: 'waiting' | 'sent' | 'applied' | 'rejected' | 'dead';
  attempts: number;
  run_after: Instant;
  code: string | null;
  created_at: Instant;
  ended_at: Instant | null;
}

/** A message that arrived; `record_id` is the sender's record, `remote_id` the one here. */
export interface InboxTable {
  msg_id: string;
  exchange: string;
  record_id: string;
  remote_id: string;
  version: number;
  from_platform: string;
  payload: JsonText;
  state: 'received' | 'applied' | 'ignored' | 'rejected';
  code: string | null;
  received_at: Instant;
  ended_at: Instant | null;
}

export interface CounterpartTable {
  id: string;
  exchange: string;
  /** The side of the record here. */
  side: 'order' | 'receipt';
  record_id: string;
  remote_id: string;
  /** Of the other side. */
  organization: string;
  platform: string;
  cc: Flag;
  /** As its last message said; null until it is delivered. */
  state: string | null;
  closed: Flag;
  data: JsonText;
  /** Versions of the last message sent to it and of the last one applied from it. */
  sent: number;
  received: number;
  /** A message it has not answered yet. */
  pending: string | null;
  urged_at: Instant | null;
  /** Why its side refused the last message. */
  problem: string | null;
  created_at: Instant;
  changed_at: Instant;
}
