import type { Selectable } from 'kysely';
import { type Db, insertRow } from './db.ts';
import type { MessageTable } from './service-tables.ts';

export type MessageRow = Selectable<MessageTable>;

export const insertMessage = (db: Db, row: Omit<MessageRow, 'read_at'>): Promise<void> =>
  insertRow(db, 'message', { ...row, read_at: null });
