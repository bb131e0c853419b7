import type { Context } from '../command/context.ts';
import { openStored } from '../command/secrets.ts';
import { type RecordKey, reachRecord } from './read-record.ts';

/** What this actor typed into forms of the record and has not saved; nobody else sees it. */
export const readStash = async (context: Context, key: RecordKey) => {
  const record = await reachRecord(context, key);
  const rows = await context.storage.read
    .selectFrom('stash')
    .selectAll()
    .where('account', '=', context.actor.id)
    .where('record_id', '=', record.id)
    .execute();
  return rows.map((row) => ({
    form: row.form,
    data: openStored(context, record.id, row.data),
    at: row.at,
    version: row.version === null ? null : Number(row.version),
  }));
};
