import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';

/** The newest 100 messages to this actor. */
export const listMessages = async (context: Context) => {
  const rows = await context.storage.read
    .selectFrom('message')
    .leftJoin('record', 'record.id', 'message.record_id')
    .select([
      'message.id',
      'message.text',
      'message.at',
      'message.read_at',
      'message.record_id',
      'record.module',
      'record.title',
    ])
    .where('message.account', '=', context.actor.id)
    .orderBy('message.at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: asJson(row.text),
    at: row.at,
    read: row.read_at,
    record: row.record_id === null ? null : { _id: row.record_id, module: row.module, title: row.title },
  }));
};
