import { type ComparedPaper, type ComparisonCounts, withoutWords } from '#engine/document/paper-comparison.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { candidateOf, catalogBefore } from '../command/definition/candidate.ts';
import { contentOf, draftChanges } from '../command/definition/draft-candidate.ts';
import { comparePaper } from '../command/definition/paper/compare-paper.ts';
import type { PageDifference } from '../print/picture/picture-job.ts';
import { asJson } from '../storage/db.ts';
import { type PaperComparisonTable, paperComparisonOf } from '../storage/paper-comparisons.ts';
import { namesOf } from './names-of.ts';
import { openPapers, reachPapers } from './reach-papers.ts';
import { requireSystem } from './require-system.ts';

const stored = async (context: Context, draft: string): Promise<PaperComparisonTable | undefined> => {
  requireSystem(context, 'definitionsRead');
  return await paperComparisonOf(context.storage.read, draft);
};

/** Titles and words only of records this reader may open. */
const shownTo = async (context: Context, row: PaperComparisonTable): Promise<readonly ComparedPaper[]> => {
  const papers = asJson<readonly ComparedPaper[]>(row.papers);
  const reached = await openPapers(
    context,
    papers.flatMap(({ record }) => record?.id ?? []),
  );
  const own = row.by_account === context.actor.id;
  return papers.map((paper) => {
    const { record } = paper;
    if (record === null) return paper;
    const title = reached.get(record.id) ?? null;
    const hidden = title === null || !own;
    const faults = hidden ? paper.faults.map(withoutWords) : paper.faults;
    return { ...paper, record: { ...record, title }, words: hidden ? [] : paper.words, faults };
  });
};

/** The last comparison of the papers of a draft; `current` is false when draft or definitions in force changed since. */
export const readPaperComparison = async (context: Context, { id }: { readonly id: string }) => {
  const row = await stored(context, id);
  if (row === undefined) return null;
  const content = contentOf((await draftChanges(context, id)).delta);
  const name = await namesOf(context, [row.by_account]);
  return {
    id: row.id,
    at: row.at,
    by: name(row.by_account),
    current: row.content === content && row.base === context.catalog.release,
    counts: asJson<ComparisonCounts>(row.summary),
    papers: await shownTo(context, row),
  };
};

const sideOf = (side: PageDifference['before']) =>
  side && { marks: side.marks, png: Buffer.from(side.png ?? []).toString('base64') };

/** The pages of two prints for looking at. */
export const presentPages = (pages: readonly PageDifference[]) =>
  pages.map(({ before, after, changed }) => ({ before: sideOf(before), after: sideOf(after), changed }));

/** The pages of one compared paper side by side, printed again under the reader's own rights. */
export const readComparedPaper = async (
  context: Context,
  { id, line }: { readonly id: string; readonly line: number },
) => {
  const row = await stored(context, id);
  const paper = row && asJson<readonly ComparedPaper[]>(row.papers)[line];
  if (paper === undefined) throw problem('not-found');
  const record = paper.record && (await reachPapers(context, paper.record));
  const { draft, delta } = await draftChanges(context, id);
  const candidate = await candidateOf(context.storage.read, draft.base, delta);
  const catalogs = { before: await catalogBefore(context, candidate), after: candidate.catalog };
  const source = {
    document: paper.document,
    record,
    ...(record === null && paper.regime !== '' && { regime: paper.regime }),
  };
  const { faults, difference } = await comparePaper(context, catalogs, source, true);
  return { title: paper.title, faults, words: difference.words, pages: presentPages(difference.pages) };
};
