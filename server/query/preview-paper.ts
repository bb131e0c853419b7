import { stylePath } from '#engine/definition/kinds.ts';
import type { Context } from '../command/context.ts';
import { comparePaper } from '../command/definition/paper/compare-paper.ts';
import { draftCatalogs, type LiveTexts } from '../command/definition/paper/draft-catalog.ts';
import { faultsOf, tryPaper } from '../command/definition/paper/draw-paper.ts';
import { paperDefinition, paperJob } from '../command/definition/paper/paper-of.ts';
import { reachPapers } from './reach-papers.ts';
import { presentPages } from './read-paper-comparison.ts';
import { requireSystem } from './require-system.ts';

export interface PreviewPaper {
  /** The draft. */
  readonly id: string;
  readonly document: string;
  /** A record inside the asker's scope; a sample when absent. */
  readonly record?: string;
  readonly regime?: string;
  readonly texts: LiveTexts;
}

/** The same document printed with the draft and as it is now, page beside page, with what differs marked. */
export const comparePaperNow = async (context: Context, question: PreviewPaper) => {
  const { before, after, source, definition } = await paperAsked(context, question);
  const compared = await comparePaper(context, { before, after }, source, true);
  const { faults, difference } = compared;
  return { title: definition.title, faults, words: difference.words, pages: presentPages(difference.pages) };
};

const paperAsked = async (context: Context, { id, document, record, regime, texts }: PreviewPaper) => {
  requireSystem(context, 'definitionsRead');
  const { before, after } = await draftCatalogs(context, id, texts);
  const definition = paperDefinition(after, document);
  const row = record === undefined ? null : await reachPapers(context, { module: definition.record, id: record });
  return { before, after, definition, source: { document, record: row, ...(regime !== undefined && { regime }) } };
};

/** A document as it would be printed with a draft and the texts on the screen: its pages as pictures, and what looks wrong. */
export const previewPaper = async (context: Context, question: PreviewPaper) => {
  const { before, after, source, definition } = await paperAsked(context, question);
  const job = await paperJob(context, after, source);
  const { pdf, missing } = await tryPaper(context.services, job, context.now);
  const pages = await context.services.pictures.draw(pdf.bytes, true);
  const styles = ['base', definition.style].map((name) => before.texts.get(stylePath(name)) ?? '');
  return {
    title: definition.title,
    pages: pages.map(({ width, height, png }) => ({ width, height, png: Buffer.from(png ?? []).toString('base64') })),
    faults: faultsOf({ job, styles, pages, missing }),
  };
};
