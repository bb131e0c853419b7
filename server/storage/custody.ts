import type { Selectable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import { type Db, insertRow } from './db.ts';
import { sha256 } from './events.ts';
import type { CustodyLineTable } from './service-tables.ts';

export type CustodyRow = Selectable<CustodyLineTable>;
export type NewCustody = Omit<CustodyRow, 'seq' | 'hash'>;

const columns = [
  'item',
  'kind',
  'record_id',
  'root_id',
  'organization',
  'action',
  'how',
  'actor',
  'at',
  'request_id',
  'address',
  'agent',
] as const satisfies readonly (keyof NewCustody)[];

/** SHA-256 of the canonical JSON of the row as stored, without seq and hash. */
export const custodyHash = (line: NewCustody): string =>
  sha256(canonicalJson(Object.fromEntries(columns.map((column) => [column, line[column]]))));

/** Who had a file or a paper in hand, when, what for and from where. */
export const appendCustody = (db: Db, line: NewCustody): Promise<void> =>
  insertRow(db, 'custody_line', { ...line, hash: custodyHash(line) });
