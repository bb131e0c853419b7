import type { Issue } from '../issue.ts';
import type { Title } from '../schema/types.gen.ts';

/** Why a paper was chosen to be compared. */
export type PaperStratum = 'example' | 'prepared' | 'state' | 'kind' | 'longest';

/** Words that are gone, and those that stand there instead, with some of what goes before. */
export interface WordChange {
  readonly after: string;
  readonly removed: string;
  readonly added: string;
}

/** One paper as it is printed now and as it would be. */
export interface ComparedPaper {
  readonly document: string;
  readonly title: Title;
  readonly why: PaperStratum;
  /** What it stands for: a state, or the label of a code. */
  readonly detail: Title | null;
  /** null of a sample. `title` is null where the asker may not read the record: nothing of its text is told then. */
  readonly record: { readonly id: string; readonly module: string; readonly title: string | null } | null;
  readonly regime: string;
  /** Pages; null where it could not be printed. */
  readonly before: number | null;
  readonly after: number | null;
  /** Pages that look otherwise, counted from 1. */
  readonly changed: readonly number[];
  readonly words: readonly WordChange[];
  /** What looks wrong and did not before, or why it cannot be printed. */
  readonly faults: readonly Issue[];
}

/** A fault without the words of the paper, for who may not read them. */
export const withoutWords = ({ path, code, params }: Issue): Issue => ({
  path,
  code,
  params: Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name, typeof value === 'number' ? value : '\u2026']),
  ),
});

export interface ComparisonCounts {
  readonly papers: number;
  readonly same: number;
  readonly changed: number;
  /** With more or fewer pages. */
  readonly pages: number;
  readonly faulty: number;
  /** Could be printed and cannot any more. */
  readonly failed: number;
  /** Chosen, and left out because there were too many. */
  readonly left: number;
}

export const countsOf = (papers: readonly ComparedPaper[], left: number): ComparisonCounts => {
  const isChanged = ({ changed, before, after }: ComparedPaper) => changed.length > 0 || before !== after;
  const changed = papers.filter(isChanged).length;
  return {
    papers: papers.length,
    same: papers.length - changed,
    changed,
    pages: papers.filter(({ before, after }) => before !== null && after !== null && before !== after).length,
    faulty: papers.filter(({ faults }) => faults.length > 0).length,
    failed: papers.filter(({ before, after }) => before !== null && after === null).length,
    left,
  };
};
