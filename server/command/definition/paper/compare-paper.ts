import type { Catalog } from '#engine/definition/catalog.ts';
import { type PageLayout, pageLayout } from '#engine/document/page-layout.ts';
import type { Issue } from '#engine/issue.ts';
import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import type { PaperDifference } from '../../../print/picture/picture-job.ts';
import type { TemplateJob } from '../../../print/template-job.ts';
import type { Context } from '../../context.ts';
import { faultsOf, type TriedPaper, tryPaper } from './draw-paper.ts';
import { type PaperSource, paperJob } from './paper-of.ts';

interface Tried extends TriedPaper {
  readonly job: TemplateJob;
}

export interface PaperComparison {
  /** null where it could not be printed. */
  readonly before: Tried | null;
  readonly after: Tried | null;
  /** Faults that were none before, or why it cannot be printed now. */
  readonly faults: readonly Issue[];
  readonly difference: PaperDifference;
}

const nothing: PaperDifference = { pages: [], words: [] };

/** What may be wrong with a paper is told, what is wrong with the machine is not hidden. */
const attempt = async (context: Context, catalog: Catalog, source: PaperSource): Promise<Tried | readonly Issue[]> => {
  try {
    const job = await paperJob(context, catalog, source);
    return { job, ...(await tryPaper(context.services, job, context.now)) };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return error.issues.length > 0 ? error.issues : [{ path: '', code: `problem.${error.slug}` }];
  }
};

const isTried = (made: Tried | readonly Issue[]): made is Tried => 'pdf' in made;

const looksOf = async (context: Context, { job, pdf, missing }: Tried, styles: readonly string[]) => {
  const pages = await context.services.pictures.draw(pdf.bytes, false);
  return faultsOf({ job, styles, pages, missing });
};

const newFaults = async (context: Context, before: Tried | null, after: Tried): Promise<readonly Issue[]> => {
  const styles = before?.job.styles ?? after.job.styles;
  const known = before === null ? [] : await looksOf(context, before, styles);
  const said = new Set(known.map((fault) => canonicalJson({ code: fault.code, ...fault.params, page: 0 })));
  const found = await looksOf(context, after, styles);
  return found.filter((fault) => !said.has(canonicalJson({ code: fault.code, ...fault.params, page: 0 })));
};

const areaOf = (layout: PageLayout | undefined) =>
  layout && { area: { top: layout.top, bottom: 841.9 - layout.bottom } };

/** A paper printed under two sets of definitions. `pictures`: with its pages as pictures. */
export const comparePaper = async (
  context: Context,
  { before, after }: { readonly before: Catalog; readonly after: Catalog },
  source: PaperSource,
  pictures: boolean,
): Promise<PaperComparison> => {
  const [was, is] = [await attempt(context, before, source), await attempt(context, after, source)];
  const old = isTried(was) ? was : null;
  if (!isTried(is)) return { before: old, after: null, faults: is, difference: nothing };
  const same = old !== null && old.pdf.sha256 === is.pdf.sha256;
  if (same && !pictures) return { before: old, after: is, faults: [], difference: nothing };
  const area = areaOf(pageLayout(is.job.styles));
  const difference = await context.services.pictures.compare(old?.pdf.bytes ?? is.pdf.bytes, is.pdf.bytes, {
    pictures,
    ...area,
  });
  return { before: old, after: is, faults: same ? [] : await newFaults(context, old, is), difference };
};
