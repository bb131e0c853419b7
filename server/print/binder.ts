import { Worker } from 'node:worker_threads';
import type { BindJob, BoundPages, Measured } from './bind-job.ts';
import type { BindAnswer, BindQuestion } from './bind-worker.ts';

export interface Binder {
  /** @throws Error when the pages cannot be bound */
  readonly bind: (job: BindJob) => Promise<BoundPages>;
  /** A paper with a seal across its edges; `picture` is a PDF of one small page. @throws Error when it cannot be done */
  readonly seal: (paper: Uint8Array, picture: Uint8Array) => Promise<BoundPages>;
  /** Never throws: a file that ends the worker cannot be bound. */
  readonly measure: (bytes: Uint8Array, type: string) => Promise<Measured>;
  readonly close: () => Promise<void>;
}

interface BinderOptions {
  /** Time for one file, 20 s by default. */
  readonly measureMs?: number;
  /** Time for one volume, 120 s by default. */
  readonly bindMs?: number;
  readonly idleMs?: number;
}

const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 };

const askIn = (worker: Worker, question: BindQuestion, deadlineMs: number): Promise<BindAnswer> =>
  new Promise((resolve) => {
    const finish = (answer: BindAnswer): void => {
      clearTimeout(deadline);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error): void => finish({ failure: error.message });
    const onExit = (): void => finish({ failure: 'the file ended its worker' });
    const deadline = setTimeout(() => finish({ failure: `it took longer than ${deadlineMs} ms` }), deadlineMs);
    worker.on('message', finish).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });

/** Reads and binds PDFs and pictures in a thread of its own: files of others may be as they like without harm. */
export const createBinder = ({ measureMs = 20_000, bindMs = 120_000, idleMs = 30_000 }: BinderOptions = {}): Binder => {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const stop = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const start = async (): Promise<Worker> => {
    if (worker) return worker;
    const started = new Worker(new URL('./bind-worker.ts', import.meta.url), { resourceLimits, env: {} });
    started.unref();
    started.on('error', () => undefined);
    worker = started;
    await new Promise((resolve, reject) => started.once('message', () => resolve(undefined)).once('error', reject));
    return started;
  };
  const run = async (question: BindQuestion, deadlineMs: number): Promise<BindAnswer> => {
    clearTimeout(idle);
    const answer = await askIn(await start(), question, deadlineMs);
    if ('failure' in answer) await stop();
    idle = setTimeout(() => void stop(), idleMs).unref();
    return answer;
  };
  const inTurn = (question: BindQuestion, deadlineMs: number): Promise<BindAnswer> => {
    const next = last.then(() => run(question, deadlineMs));
    last = next.catch(() => undefined);
    return next;
  };
  const make = async (question: BindQuestion, deadlineMs: number): Promise<BoundPages> => {
    const answer = await inTurn(question, deadlineMs);
    if ('bytes' in answer) return answer;
    throw new Error('failure' in answer ? answer.failure : 'nothing was bound');
  };
  return {
    bind: (job) => make({ bind: job }, bindMs),
    seal: (paper, picture) => make({ seal: { paper, picture } }, measureMs),
    measure: async (bytes, type) => {
      const answer = await inTurn({ measure: { bytes, type } }, measureMs);
      if ('failure' in answer) return { reason: answer.failure };
      return 'bytes' in answer ? { reason: 'nothing was measured' } : answer;
    },
    close: async () => {
      await last;
      clearTimeout(idle);
      await stop();
    },
  };
};
