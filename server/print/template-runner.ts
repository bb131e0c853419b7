import { Worker } from 'node:worker_threads';
import type { TemplateAnswer, TemplateJob } from './template-job.ts';

export interface TemplateRunner {
  /** Never throws for a bad template: the answer says what is wrong. */
  readonly render: (job: TemplateJob) => Promise<TemplateAnswer>;
  readonly close: () => Promise<void>;
}

export interface TemplateRunnerOptions {
  /** Time for one document, 2 s by default; after it the worker is ended. */
  readonly deadlineMs?: number;
  readonly idleMs?: number;
}

const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** One document in the worker; whatever ends the worker becomes an answer too. */
const runIn = (worker: Worker, job: TemplateJob, deadlineMs: number): Promise<TemplateAnswer> =>
  new Promise((resolve) => {
    const finish = (answer: TemplateAnswer): void => {
      clearTimeout(deadline);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error): void => finish({ failure: error.message });
    const onExit = (): void => finish({ failure: 'the template ended its worker' });
    const deadline = setTimeout(() => finish({ failure: `the template ran longer than ${deadlineMs} ms` }), deadlineMs);
    worker.on('message', finish).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });

/** Renders templates in a thread of its own, one after another: a template may loop or grow as it likes without harm. */
export const createTemplateRunner = ({
  deadlineMs = 2000,
  idleMs = 60_000,
}: TemplateRunnerOptions = {}): TemplateRunner => {
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
    const started = new Worker(new URL('./template-worker.ts', import.meta.url), { resourceLimits, env: {} });
    started.unref();
    // what goes wrong between two documents shows at the next one
    started.on('error', () => undefined);
    worker = started;
    // loading the module is not the template's time
    await new Promise((resolve, reject) => started.once('message', () => resolve(undefined)).once('error', reject));
    return started;
  };
  const run = async (job: TemplateJob): Promise<TemplateAnswer> => {
    clearTimeout(idle);
    try {
      const answer = await runIn(await start(), job, deadlineMs);
      if ('failure' in answer) await stop();
      return answer;
    } catch (error) {
      await stop();
      return { failure: String(error) };
    } finally {
      idle = setTimeout(() => void stop(), idleMs).unref();
    }
  };
  return {
    render: (job) => {
      const next = last.then(() => run(job));
      last = next;
      return next;
    },
    close: async () => {
      await last;
      clearTimeout(idle);
      await stop();
    },
  };
};
