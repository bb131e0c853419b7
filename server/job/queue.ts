import { addHours } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { loopback } from '../exchange/loopback.ts';
import type { Transport } from '../exchange/transport.ts';
import { reportBug } from '../log.ts';
import { claimJob, dueJobs, failJob, finishJob, type JobRow, reviveJobs } from '../storage/jobs.ts';
import { handlers } from './handlers.ts';
import { type Sweep, sweeps } from './sweeps.ts';

export interface JobRunner {
  readonly start: () => void;
  /** Waits for what runs, and starts nothing more. */
  readonly stop: () => Promise<void>;
  /** A job was stored: look now and not at the next turn of the clock. */
  readonly wake: () => void;
  /** Runs everything that is due, jobs and sweeps, until nothing is left. */
  readonly drain: () => Promise<void>;
}

type Report = (error: unknown) => void;

const lookEvery = 5_000;
const sweepEvery = 60_000;
/** After a failed attempt; the last one gives up. In hours of the platform's clock. */
const retryAfter = [0.002, 0.01, 0.1, 1, 6];

/**
 * Runs the machine work of this process. The row in the database is the truth: a job that was running when the process
 * died, or the database went away, waits again, and every handler may be repeated.
 */
export const createJobRunner = (
  contextNow: () => Context,
  report: Report = (error) => reportBug(error, 'job'),
  transport: Transport = loopback,
): JobRunner => {
  let looking: NodeJS.Timeout | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    running = running.then(() => (stopped ? undefined : work())).catch(report);
    return running;
  };
  // Somebody may have died over a job: the process before this one, or this one's database.
  let interrupted = true;
  const runAll = async () => {
    if (interrupted) await contextNow().storage.transact(reviveJobs);
    interrupted = true;
    await runDue({ contextNow, transport }, () => stopped);
    interrupted = false;
  };
  const look = () => void inTurn(runAll);
  const sweep = () => void inTurn(() => runSweeps({ contextNow, transport }, sweeps, report));
  return {
    start: () => {
      look();
      sweep();
      looking = setInterval(look, lookEvery).unref();
      sweeping = setInterval(sweep, sweepEvery).unref();
    },
    stop: async () => {
      stopped = true;
      clearInterval(looking);
      clearInterval(sweeping);
      await running;
    },
    wake: look,
    drain: () =>
      inTurn(async () => {
        await runAll();
        await runSweeps({ contextNow, transport }, sweeps, report);
        await runAll();
      }),
  };
};

interface Place {
  readonly contextNow: () => Context;
  readonly transport: Transport;
}

const runDue = async ({ contextNow, transport }: Place, stopped: () => boolean): Promise<void> => {
  for (;;) {
    const context = contextNow();
    const jobs = await dueJobs(context.storage.read, context.now);
    if (jobs.length === 0) return;
    for (const job of jobs) {
      if (stopped()) return;
      await runJob(contextNow(), job, transport);
    }
  }
};

const runJob = async (context: Context, job: JobRow, transport: Transport): Promise<void> => {
  const { storage } = context;
  if (!(await storage.transact((db) => claimJob(db, job.id)))) return;
  try {
    const handler = handlers[job.kind];
    if (handler === undefined) throw new Error(`no handler for jobs of kind ${job.kind}`);
    await handler(context, job.payload, transport);
    await storage.transact((db) => finishJob(db, job.id, context.now));
  } catch (error) {
    const pause = retryAfter[Number(job.attempts)];
    const failed = { error: String(error).slice(0, 4000), at: context.now };
    const again = pause === undefined ? {} : { runAfter: addHours(context.now, pause) };
    await storage.transact((db) => failJob(db, job.id, { ...failed, ...again }));
  }
};

/** One sweep that fails does not keep the others from their turn. */
const runSweeps = async ({ contextNow, transport }: Place, list: readonly Sweep[], report: Report): Promise<void> => {
  for (const sweep of list) await sweep(contextNow(), transport).catch(report);
};
