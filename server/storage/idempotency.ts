import type { Selectable } from 'kysely';
import { type Db, insertRow, run } from './db.ts';
import { rowOf } from './rows.ts';
import type { IdempotencyTable } from './service-tables.ts';

export type IdempotencyRow = Selectable<IdempotencyTable>;

/** What was answered to (actor, route, key) before. */
export const findAnswer = (
  db: Db,
  { actor, route, key }: Pick<IdempotencyRow, 'actor' | 'route' | 'key'>,
): Promise<IdempotencyRow | undefined> => rowOf(db, 'idempotency', { actor, route, key });

/** Stored in the command's transaction. @throws Problem already-exists when a twin request was faster. */
export const insertAnswer = (db: Db, row: IdempotencyRow): Promise<void> => insertRow(db, 'idempotency', row);

export const forgetAnswers = (db: Db, before: string): Promise<number> =>
  run(db, 'delete from `idempotency` where `at` < ?', [before]);
