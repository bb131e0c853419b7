import { parentPort } from 'node:worker_threads';
import type { BindJob, BoundPages, Measured } from './bind-job.ts';
import { bindPages, measureFile } from './bind-pages.ts';
import { sealPaper } from './seal-edges.ts';

export type BindQuestion =
  | { readonly bind: BindJob }
  | { readonly seal: { readonly paper: Uint8Array; readonly picture: Uint8Array } }
  | { readonly measure: { readonly bytes: Uint8Array; readonly type: string } };
export type BindAnswer = BoundPages | Measured | { readonly failure: string };

const answer = async (question: BindQuestion): Promise<BindAnswer> => {
  try {
    if ('bind' in question) return await bindPages(question.bind);
    if ('seal' in question) return await sealPaper(question.seal.paper, question.seal.picture);
    return await measureFile(question.measure.bytes, question.measure.type);
  } catch (error) {
    return { failure: String(error instanceof Error ? error.message : error).slice(0, 500) };
  }
};

parentPort?.on('message', (question: BindQuestion) => {
  void answer(question).then((made) => parentPort?.postMessage(made));
});

parentPort?.postMessage('ready');
