import { layoutFaults, paperFaults } from '#engine/document/page-faults.ts';
import { pageLayout } from '#engine/document/page-layout.ts';
import { visibleText } from '#engine/document/visible-text.ts';
import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import type { PrintedPdf } from '../../../print/finish-pdf.ts';
import type { PagePicture } from '../../../print/picture/picture-job.ts';
import { PrintError } from '../../../print/print-error.ts';
import type { TemplateJob } from '../../../print/template-job.ts';
import type { Services } from '../../context.ts';

type Printing = Pick<Services, 'templates' | 'printer'>;

export interface TriedPaper {
  readonly pdf: PrintedPdf;
  /** Characters no font can draw. */
  readonly missing: readonly string[];
}

const refuse = (issues: readonly Issue[]) => problem('invalid-input', { issues, params: { count: issues.length } });

const printed = async ({ printer }: Printing, html: string, at: string): Promise<PrintedPdf> => {
  try {
    return await printer.pdf(html, { at });
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    const params = { reason: error.detail, code: error.code };
    if (['unavailable', 'closed', 'crashed'].includes(error.code)) throw problem('not-available', { params });
    throw refuse([{ path: '', code: 'document.printFailed', params }]);
  }
};

/** Prints a paper for looking at: what no font can draw is told, not refused. @throws Problem invalid-input, not-available */
export const tryPaper = async (services: Printing, job: TemplateJob, at: string): Promise<TriedPaper> => {
  const answer = await services.templates.render(job);
  if ('issues' in answer) throw refuse(answer.issues);
  if ('failure' in answer)
    throw refuse([{ path: '', code: 'document.templateFailed', params: { reason: answer.failure } }]);
  const missing = (await services.printer.coverage()).missingGlyphs(visibleText(answer.html));
  return { pdf: await printed(services, answer.html, at), missing };
};

interface Looked {
  readonly job: TemplateJob;
  /** Style sheets in force; the page is held against what they say. */
  readonly styles: readonly string[];
  readonly pages: readonly PagePicture[];
  readonly missing: readonly string[];
}

/** What looks wrong on a printed paper. */
export const faultsOf = ({ job, styles, pages, missing }: Looked): readonly Issue[] => {
  const [before, after] = [pageLayout(styles), pageLayout(job.styles)];
  return [
    ...(missing.length > 0 ? [{ path: '', code: 'document.missingGlyphs', params: { characters: missing } }] : []),
    ...layoutFaults(before, after),
    ...(after === undefined ? [] : paperFaults(pages, after)),
  ];
};
