import {
  type ComparedPaper,
  type ComparisonCounts,
  countsOf,
  withoutWords,
} from '#engine/document/paper-comparison.ts';
import { canonicalJson } from '#engine/json.ts';
import { openPapers } from '../query/reach-papers.ts';
import { requireSystem } from '../query/require-system.ts';
import { undertake, type Watch } from '../query/undertaking.ts';
import { storePaperComparison } from '../storage/paper-comparisons.ts';
import { findHeader, findRecord, type RecordRow } from '../storage/records.ts';
import type { Context } from './context.ts';
import { candidateOf, catalogBefore } from './definition/candidate.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { type ChosenPaper, choosePapers } from './definition/paper/choose-papers.ts';
import { comparePaper } from './definition/paper/compare-paper.ts';
import { touchedDocuments } from './definition/preview-documents.ts';
import { newId } from './new-id.ts';

export interface ComparePapers {
  /** The draft. */
  readonly id: string;
  /** An id of the asker's choice by which he may see how far it is, and end it. */
  readonly watch?: string;
}

export interface ComparedPapers {
  readonly id: string;
  readonly at: string;
  readonly counts: ComparisonCounts;
  readonly papers: readonly ComparedPaper[];
}

/** No more papers are printed for one question. */
const most = 80;
/** Of the words of one paper. */
const mostWords = 30;

/** Papers of everything a draft touches, printed with it and without it; kept with the draft. */
export const comparePapers = async (context: Context, { id, watch }: ComparePapers): Promise<ComparedPapers> => {
  requireSystem(context, 'definitionsRead');
  const { storage, actor } = context;
  return await undertake(storage, { id: watch ?? context.requestId, account: actor.id }, (going) =>
    compareWatched(context, id, going),
  );
};

const compareWatched = async (context: Context, draftId: string, watch: Watch): Promise<ComparedPapers> => {
  const { storage, now, actor } = context;
  const { draft, delta } = await draftChanges(context, draftId);
  const candidate = await candidateOf(storage.read, draft.base, delta);
  const catalogs = { before: await catalogBefore(context, candidate), after: candidate.catalog };
  const chosen: ChosenPaper[] = [];
  for (const key of touchedDocuments({ ...catalogs, changed: candidate.changed })) {
    const definition = catalogs.after.definitions.document.get(key);
    if (definition !== undefined)
      chosen.push(...(await choosePapers({ db: storage.read, catalog: catalogs.after, definition })));
  }
  const tried = evenly(chosen);
  const reached = await openPapers(
    context,
    tried.flatMap(({ record }) => record ?? []),
  );
  const papers: ComparedPaper[] = [];
  for (const [index, paper] of tried.entries()) {
    watch.tell(index / tried.length);
    papers.push(...(await compared(context, catalogs, paper, reached)));
  }
  const id = newId(now);
  const counts = countsOf(papers, chosen.length - tried.length);
  await storage.transact((db) =>
    storePaperComparison(db, {
      id,
      draft: draftId,
      content: contentOf(delta),
      base: candidate.parent.id,
      at: now,
      by_account: actor.id,
      summary: canonicalJson(counts),
      papers: canonicalJson(papers),
    }),
  );
  return { id, at: now, counts, papers };
};

/** As many of each document as there is room for, the first of each first. */
const evenly = (chosen: readonly ChosenPaper[]): readonly ChosenPaper[] => {
  const ranks = new Map<string, number>();
  const ranked = chosen.map((paper) => {
    const rank = (ranks.get(paper.document) ?? 0) + 1;
    ranks.set(paper.document, rank);
    return { paper, rank };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ paper }) => paper)
    .toSorted((a, b) => (a.document < b.document ? -1 : a.document > b.document ? 1 : 0));
};

const recordOf = async (context: Context, id: string | undefined): Promise<RecordRow | null | undefined> => {
  if (id === undefined) return null;
  const header = await findHeader(context.storage.read, id);
  return header && (await findRecord(context.storage.read, header.module, id));
};

type Catalogs = Parameters<typeof comparePaper>[1];

const compared = async (
  context: Context,
  catalogs: Catalogs,
  paper: ChosenPaper,
  reached: ReadonlyMap<string, string>,
): Promise<readonly ComparedPaper[]> => {
  const record = await recordOf(context, paper.record);
  const title = catalogs.after.definitions.document.get(paper.document)?.title;
  if (record === undefined || title === undefined) return [];
  const { document, why, detail, row, regime } = paper;
  const source = { document, record, ...(row && { row }), ...(regime !== undefined && { regime }) };
  const { before, after, faults, difference } = await comparePaper(context, catalogs, source, false);
  const open = record === null || reached.has(record.id);
  return [
    {
      document,
      title,
      why,
      detail,
      record: record && { id: record.id, module: record.module, title: reached.get(record.id) ?? null },
      regime: record?.regime ?? regime ?? '',
      before: before?.pdf.pages ?? null,
      after: after?.pdf.pages ?? null,
      changed: difference.pages.flatMap(({ changed }, page) => (changed ? [page + 1] : [])),
      words: open ? difference.words.slice(0, mostWords) : [],
      // What is said of a page may quote it.
      faults: open ? faults : faults.map(withoutWords),
    },
  ];
};
