import fc from 'fast-check';
import { examinePaper } from './examine-paper.ts';
import { printer, renderSample, sample, styleOf } from './print-support.ts';
import { viewLike } from './random-view.ts';

/** Kinds that are printed with random data: every style, every helper, long lists, seals, amounts. */
export const triedKinds = [
  'penalty-decision',
  'penalty-notice',
  'no-penalty-decision',
  'measure-decision',
  'deferral-decision',
  'filing-approval',
  'decision-approval',
  'goods-list',
  'closing-approval',
  'inquiry-record',
  'trial-record',
  'investigation-report',
] as const;

/** Every text in a view. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.split('\n');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

export interface PaperFault {
  readonly kind: string;
  readonly run: number;
  readonly fault: string;
}

export interface PapersReport {
  readonly printed: number;
  readonly pages: number;
  readonly amounts: number;
  readonly faults: readonly PaperFault[];
}

/** Prints a kind with `count` random views from the seed and examines each. */
export const tryPapers = async (kind: string, seed: number, count: number): Promise<PapersReport> => {
  const views = fc.sample(viewLike(sample(kind)), { seed, numRuns: count });
  const faults: PaperFault[] = [];
  let pages = 0;
  let amounts = 0;
  for (const [run, view] of views.entries()) {
    const html = await renderSample(kind, { view });
    const { bytes } = await printer.pdf(html);
    try {
      const examined = examinePaper(styleOf[`case/${kind}`] ?? 'table', html, bytes, textsIn(view));
      pages += examined.pages;
      amounts += examined.amounts;
    } catch (error) {
      faults.push({ kind, run, fault: String(error).slice(0, 500) });
    }
  }
  return { printed: views.length, pages, amounts, faults };
};
