import type { Selectable } from 'kysely';
import { all, type Db, insertRow, one, run } from './db.ts';
import type { CounterpartTable, ExchangeOutboxTable, InboxTable } from './exchange-tables.ts';
import { insertIfAbsent, rowOf, rowsOf, updateRows } from './rows.ts';

export type CounterpartRow = Selectable<CounterpartTable>;
export type OutgoingRow = Selectable<ExchangeOutboxTable>;
export type InboxRow = Selectable<InboxTable>;

export const insertCounterpart = (db: Db, row: CounterpartRow): Promise<void> => insertRow(db, 'counterpart', row);

/** Of one record, in the order in which they were asked. */
export const counterpartsOf = (db: Db, record: string): Promise<CounterpartRow[]> =>
  rowsOf(db, 'counterpart', { record_id: record }, 'order by `created_at`, `organization`, `id`');

export const findCounterpart = (
  db: Db,
  record: string,
  remote: string,
  lock = '',
): Promise<CounterpartRow | undefined> =>
  one<CounterpartRow>(db, `select * from \`counterpart\` where \`record_id\` = ? and \`remote_id\` = ?${lock}`, [
    record,
    remote,
  ]);

export const updateCounterpart = (db: Db, id: string, change: Partial<Omit<CounterpartRow, 'id'>>): Promise<number> =>
  updateRows(db, 'counterpart', { id }, change);

/** Receipts that orders still wait for, order by order. */
export const awaitedReceipts = (db: Db, exchange: string): Promise<CounterpartRow[]> =>
  rowsOf(db, 'counterpart', { exchange, side: 'order', closed: 0, cc: 0 }, 'order by `record_id`, `id`');

export const insertOutgoing = (db: Db, row: OutgoingRow): Promise<void> => insertRow(db, 'exchange_outbox', row);

export const dueOutgoing = (db: Db, now: string, limit: number): Promise<OutgoingRow[]> =>
  all<OutgoingRow>(
    db,
    `select * from \`exchange_outbox\` where \`state\` in ('waiting', 'sent') and \`run_after\` <= ? order by \`created_at\`, \`version\`, \`msg_id\` limit ${Math.trunc(limit)}`,
    [now],
  );

export const updateOutgoing = (db: Db, id: string, change: Partial<Omit<OutgoingRow, 'msg_id'>>): Promise<number> =>
  updateRows(db, 'exchange_outbox', { msg_id: id }, change);

export const findOutgoing = (db: Db, id: string): Promise<OutgoingRow | undefined> =>
  rowOf(db, 'exchange_outbox', { msg_id: id });

/** Sends a part of a stream once more, from a version on. */
export const resendFrom = (db: Db, record: string, remote: string, version: number, now: string): Promise<number> =>
  run(
    db,
    "update `exchange_outbox` set `state` = 'waiting', `run_after` = ? where `record_id` = ? and `remote_id` = ? and `version` >= ? and `state` <> 'rejected'",
    [now, record, remote, version],
  );

/** True when the message was not there before. */
export const insertInbox = async (db: Db, row: InboxRow): Promise<boolean> =>
  (await insertIfAbsent(db, 'inbox', row, ['msg_id'])) === 1;

export const findInbox = (db: Db, id: string, lock = ''): Promise<InboxRow | undefined> =>
  one<InboxRow>(db, `select * from \`inbox\` where \`msg_id\` = ?${lock}`, [id]);

/** What arrived and is not applied yet, stream by stream. */
export const waitingInbox = (db: Db): Promise<InboxRow[]> =>
  rowsOf(db, 'inbox', { state: 'received' }, 'order by `received_at`, `record_id`, `remote_id`, `version`');

export const endInbox = (
  db: Db,
  id: string,
  end: { readonly state: InboxRow['state']; readonly code: string | null; readonly ended_at: string },
): Promise<number> => updateRows(db, 'inbox', { msg_id: id }, end);

/** Did the stream's first message, which makes the record, come to nothing? */
export const wasRefused = async (db: Db, record: string, remote: string): Promise<boolean> =>
  (await one(
    db,
    "select 1 as found from `inbox` where `record_id` = ? and `remote_id` = ? and `version` = 1 and `state` = 'rejected'",
    [record, remote],
  )) !== undefined;

const ended = ['dead', 'rejected'] as const;

/** Messages that were given up or refused, newest first. */
export const undelivered = (
  db: Db,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<OutgoingRow[]> =>
  db
    .selectFrom('exchange_outbox')
    .selectAll()
    .where('state', 'in', ended)
    .orderBy('created_at', 'desc')
    .orderBy('msg_id', 'desc')
    .limit(Math.trunc(limit))
    .offset(Math.trunc(skip))
    .execute();

export const countUndelivered = async (db: Db): Promise<number> => {
  const { n } = await db
    .selectFrom('exchange_outbox')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('state', 'in', ended)
    .executeTakeFirstOrThrow();
  return Number(n);
};
