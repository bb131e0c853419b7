import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { addHours } from '#engine/time.ts';
import { type Db, insertRow, one, run } from './db.ts';
import { sha256 } from './events.ts';
import type { SessionTable } from './platform-tables.ts';
import { deleteRows } from './rows.ts';

export type SessionRow = Selectable<SessionTable>;

/** Opens a session and gives its secret, which is stored nowhere: the row carries only the hash. */
export const openSession = async (
  db: Db,
  { account, kind, now, hours }: { account: string; kind: SessionRow['kind']; now: string; hours: number },
): Promise<string> => {
  const secret = randomBytes(32).toString('base64url');
  await insertRow(db, 'session', {
    id: sha256(secret),
    account,
    kind,
    created_at: now,
    expires_at: addHours(now, hours),
    seen_at: now,
  });
  return secret;
};

/** The session of a secret that has not expired and whose account is active. */
export const findSession = (db: Db, secret: string, now: string): Promise<SessionRow | undefined> =>
  one<SessionRow>(
    db,
    'select s.* from `session` s join `account` a on a.`id` = s.`account` where s.`id` = ? and s.`expires_at` > ? and a.`active` = 1',
    [sha256(secret), now],
  );

export const endSession = (db: Db, secret: string): Promise<number> =>
  deleteRows(db, 'session', { id: sha256(secret) });

export const endSessionsOf = (db: Db, account: string): Promise<number> => deleteRows(db, 'session', { account });

export const dropExpiredSessions = (db: Db, now: string): Promise<number> =>
  run(db, 'delete from `session` where `expires_at` <= ?', [now]);
