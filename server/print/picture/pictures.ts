import { Worker } from 'node:worker_threads';
import type { TextArea } from './compare-papers.ts';
import type { PagePicture, PaperDifference } from './picture-job.ts';
import type { PictureAnswer, PictureQuestion } from './picture-worker.ts';

export interface Pictures {
  /** The pages of a PDF with their lines, and as pictures where wanted. @throws Error when it cannot be drawn */
  readonly draw: (pdf: Uint8Array, pictures: boolean) => Promise<readonly PagePicture[]>;
  /** Where two prints of a paper differ. @throws Error when it cannot be told */
  readonly compare: (
    before: Uint8Array,
    after: Uint8Array,
    how: { readonly pictures: boolean; readonly area?: TextArea },
  ) => Promise<PaperDifference>;
  readonly close: () => Promise<void>;
}

interface PicturesOptions {
  /** Time for one PDF, 30 s by default. */
  readonly deadlineMs?: number;
  readonly idleMs?: number;
}

const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 };

const askIn = (worker: Worker, question: PictureQuestion, deadlineMs: number): Promise<PictureAnswer> =>
  new Promise((resolve) => {
    const finish = (answer: PictureAnswer): void => {
      clearTimeout(deadline);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error): void => finish({ failure: error.message });
    const onExit = (): void => finish({ failure: 'the pages ended their worker' });
    const deadline = setTimeout(() => finish({ failure: `it took longer than ${deadlineMs} ms` }), deadlineMs);
    worker.on('message', finish).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });

/** Draws pages of PDFs in a thread of its own, one after another; it ends when nobody asks, and takes its memory with it. */
export const createPictures = ({ deadlineMs = 30_000, idleMs = 30_000 }: PicturesOptions = {}): Pictures => {
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
    const started = new Worker(new URL('./picture-worker.ts', import.meta.url), { resourceLimits, env: {} });
    started.unref();
    started.on('error', () => undefined);
    worker = started;
    await new Promise((resolve, reject) => started.once('message', () => resolve(undefined)).once('error', reject));
    return started;
  };
  const run = async (question: PictureQuestion): Promise<PictureAnswer> => {
    clearTimeout(idle);
    const answer = await askIn(await start(), question, deadlineMs);
    if ('failure' in answer) await stop();
    idle = setTimeout(() => void stop(), idleMs).unref();
    return answer;
  };
  const inTurn = (question: PictureQuestion): Promise<PictureAnswer> => {
    const next = last.then(() => run(question));
    last = next.catch(() => undefined);
    return next;
  };
  const faultOf = (answer: PictureAnswer): Error =>
    new Error('failure' in answer ? answer.failure : 'nothing was drawn');
  return {
    draw: async (pdf, pictures) => {
      const answer = await inTurn({ draw: { pdf, pictures } });
      if ('pages' in answer) return answer.pages;
      throw faultOf(answer);
    },
    compare: async (before, after, how) => {
      const answer = await inTurn({ compare: { before, after, ...how } });
      if ('difference' in answer) return answer.difference;
      throw faultOf(answer);
    },
    close: async () => {
      await last;
      clearTimeout(idle);
      await stop();
    },
  };
};
