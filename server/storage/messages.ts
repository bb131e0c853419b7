import type { Selectable } from 'kysely';
import { all, type Db, insertRow, run } from './db.ts';
import type { MessageTable } from './service-tables.ts';

export type MessageRow = Selectable<MessageTable>;

export const insertMessage = (db: Db, row: Omit<MessageRow, 'read_at'>): Promise<void> =>
  insertRow(db, 'message', { ...row, read_at: null });

export const messagesOf = (db: Db, account: string, limit = 100): Promise<MessageRow[]> =>
  all<MessageRow>(
    db,
    `select * from \`message\` where \`account\` = ? order by \`at\` desc, \`id\` desc limit ${Math.trunc(limit)}`,
    [account],
  );

export const markRead = (db: Db, account: string, id: string, at: string): Promise<number> =>
  run(db, 'update `message` set `read_at` = ? where `id` = ? and `account` = ? and `read_at` is null', [
    at,
    id,
    account,
  ]);
