import type { Selectable } from 'kysely';
import { all, type Db, insertRow, run } from './db.ts';
import { newId } from './id.ts';
import { rowOf, updateRows } from './rows.ts';
import type { JobTable } from './service-tables.ts';

export type JobRow = Selectable<JobTable>;

/** Queues machine work inside the caller's transaction; the answer is its id. `payload` is JSON text. */
export const enqueueJob = async (
  db: Db,
  job: { readonly kind: string; readonly payload: string; readonly at: string; readonly runAfter?: string },
): Promise<string> => {
  const id = newId();
  await insertRow(db, 'job', {
    id,
    kind: job.kind,
    payload: job.payload,
    state: 'waiting',
    attempts: 0,
    run_after: job.runAfter ?? job.at,
    error: null,
    progress: null,
    created_at: job.at,
    ended_at: null,
  });
  return id;
};

/** The same, unless one with this payload is waiting to be run already. */
export const enqueueOnce = async (db: Db, job: Parameters<typeof enqueueJob>[1]): Promise<void> => {
  const waiting = await all<{ id: string }>(
    db,
    "select `id` from `job` where `state` = 'waiting' and `run_after` <= ? and `kind` = ? and `payload` = ? limit 1",
    [job.at, job.kind, job.payload],
  );
  if (waiting.length === 0) await enqueueJob(db, job);
};

export const findJob = (db: Db, id: string): Promise<JobRow | undefined> => rowOf(db, 'job', { id });

/** Jobs whose time has come, oldest first. */
export const dueJobs = (db: Db, now: string, limit = 20): Promise<JobRow[]> =>
  all<JobRow>(
    db,
    `select * from \`job\` where \`state\` = 'waiting' and \`run_after\` <= ? order by \`run_after\`, \`id\` limit ${Math.trunc(limit)}`,
    [now],
  );

/** Takes a waiting job; false when another runner has it. */
export const claimJob = async (db: Db, id: string): Promise<boolean> =>
  (await run(
    db,
    "update `job` set `state` = 'running', `attempts` = `attempts` + 1 where `id` = ? and `state` = 'waiting'",
    [id],
  )) === 1;

export const finishJob = (db: Db, id: string, at: string): Promise<number> =>
  updateRows(db, 'job', { id }, { state: 'done', ended_at: at, error: null });

/** Tries again at `runAfter`, or gives up when none is named. */
export const failJob = (
  db: Db,
  id: string,
  { error, at, runAfter }: { error: string; at: string; runAfter?: string },
): Promise<number> =>
  runAfter === undefined
    ? updateRows(db, 'job', { id }, { state: 'failed', error, ended_at: at })
    : updateRows(db, 'job', { id }, { state: 'waiting', error, run_after: runAfter });

/** After a crash: what was running waits again. Only for the one process that runs jobs. */
export const reviveJobs = (db: Db): Promise<number> =>
  updateRows(db, 'job', { state: 'running' }, { state: 'waiting' });

/** Has a job that failed, or waits to be tried again, tried at once. */
export const retryJob = (db: Db, id: string, at: string): Promise<number> =>
  updateRows(db, 'job', { id }, { state: 'waiting', attempts: 0, run_after: at, ended_at: null });

/** Jobs of a kind that are not done, oldest first. */
export const openJobs = (db: Db, kind: string, limit = 200): Promise<JobRow[]> =>
  all<JobRow>(
    db,
    `select * from \`job\` where \`kind\` = ? and \`state\` <> 'done' order by \`created_at\`, \`id\` limit ${Math.trunc(limit)}`,
    [kind],
  );
