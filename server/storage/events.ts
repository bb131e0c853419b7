import { hash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import { type Db, insertRow } from './db.ts';
import type { EventTable } from './service-tables.ts';

export type EventRow = Selectable<EventTable>;
/** `data` is JSON text. Sensitive values enter only as keyed hashes. */
export type NewEvent = Omit<EventRow, 'seq' | 'hash'>;

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text);

const columns = [
  'record_id',
  'root_id',
  'organization',
  'type',
  'actor',
  'on_behalf_of',
  'at',
  'request_id',
  'record_version',
  'data',
] as const satisfies readonly (keyof NewEvent)[];

/** SHA-256 of the canonical JSON of the row as stored, without seq and hash. */
export const eventHash = (event: NewEvent): string =>
  sha256(canonicalJson(Object.fromEntries(columns.map((column) => [column, event[column]]))));

/** Appends one line to the event log. */
export const appendEvent = (db: Db, event: NewEvent): Promise<void> =>
  insertRow(db, 'event', { ...event, hash: eventHash(event) });
