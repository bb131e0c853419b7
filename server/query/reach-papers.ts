import { Problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { mayWorkOn } from '../command/document/reach-document.ts';
import { findHeader, type RecordRow } from '../storage/records.ts';
import { type RecordKey, reachRecord } from './read-record.ts';

/** A record on whose papers the actor may work: only then is he shown one. @throws Problem not-found, not-permitted */
export const reachPapers = async (context: Context, key: RecordKey): Promise<RecordRow> => {
  const record = await reachRecord(context, key);
  await mayWorkOn(context, record, undefined);
  return record;
};

/** Of these records the ones whose papers the actor may see, with their titles; by id. */
export const openPapers = async (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const open = new Map<string, string>();
  for (const id of new Set(ids)) {
    const header = await findHeader(context.storage.read, id);
    if (header === undefined) continue;
    try {
      await reachPapers(context, { module: header.module, id });
      open.set(id, header.title);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
    }
  }
  return open;
};
