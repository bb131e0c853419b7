import { problem } from '#engine/problem.ts';
import { reachRecord } from '../query/read-record.ts';
import { dropStash, writeStash } from '../storage/stash.ts';
import type { Context } from './context.ts';
import { sealedEntry } from './secrets.ts';

export interface StashRecord {
  readonly module: string;
  readonly id: string;
  readonly form: string;
  /** As it is on the screen, unchecked; null throws the stash away. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** The version of the record the typing began with; the present one where absent. */
  readonly version?: number;
}

const largest = 512 * 1024;

/** Keeps what somebody is typing, for himself alone: no version, no event, no check. */
export const stashRecord = async (context: Context, input: StashRecord): Promise<void> => {
  const record = await reachRecord(context, input);
  const key = { account: context.actor.id, record_id: record.id, form: input.form };
  const form = context.catalog.module(input.module).forms.get(input.form);
  if (form === undefined) throw problem('not-found');
  const data = sealedEntry(context, record.id, form, input.data);
  if (data.length > largest)
    throw problem('too-large', { issues: [{ path: '', code: 'body.size', params: { limit: largest / 1024 ** 2 } }] });
  await context.storage.transact(async (db) => {
    if (input.data === null) await dropStash(db, key);
    else await writeStash(db, { ...key, data, at: context.now, version: input.version ?? Number(record.version) });
  });
};
