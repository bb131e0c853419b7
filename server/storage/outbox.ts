import type { Selectable } from 'kysely';
import { all, type Db, insertRow } from './db.ts';
import { updateRows } from './rows.ts';
import type { OutboxTable } from './service-tables.ts';

export type OutboxRow = Selectable<OutboxTable>;

export const insertOutbox = (db: Db, row: Omit<OutboxRow, 'sent_at'>): Promise<void> =>
  insertRow(db, 'outbox', { ...row, sent_at: null });

export const unsentOutbox = (db: Db, limit: number): Promise<OutboxRow[]> =>
  all<OutboxRow>(
    db,
    `select * from \`outbox\` where \`sent_at\` is null order by \`created_at\`, \`id\` limit ${Math.trunc(limit)}`,
  );

export const markSent = (db: Db, id: string, at: string): Promise<number> =>
  updateRows(db, 'outbox', { id }, { sent_at: at });
