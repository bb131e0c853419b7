import { visibleText } from '#engine/document/visible-text.ts';
import { problem } from '#engine/problem.ts';
import type { PrintedPdf } from '../../print/finish-pdf.ts';
import { PrintError } from '../../print/print-error.ts';
import { sealAcross } from '../../print/seal-across.ts';
import type { TemplateJob } from '../../print/template-job.ts';
import type { Context } from '../context.ts';

const passing = new Set(['unavailable', 'deadline', 'memory', 'crashed', 'closed']);

/** The HTML of a document. Faults of the template and characters no font can draw are refused by name. */
const renderHtml = async (context: Context, job: TemplateJob): Promise<string> => {
  const { templates, printer } = context.services;
  const answer = await templates.render(job);
  if ('issues' in answer) throw problem('invalid-input', { issues: answer.issues });
  if ('failure' in answer)
    throw problem('invalid-input', {
      issues: [{ path: '', code: 'document.templateFailed', params: { reason: answer.failure } }],
    });
  const missing = (await printer.coverage()).missingGlyphs(visibleText(answer.html));
  if (missing.length > 0)
    throw problem('invalid-input', {
      issues: [{ path: '', code: 'document.missingGlyphs', params: { characters: missing } }],
    });
  return answer.html;
};

/** The PDF of a document. What may pass by itself is answered as not available, the rest lies in the document. */
export const printDocument = async (context: Context, job: TemplateJob, at: string): Promise<PrintedPdf> => {
  const html = await renderHtml(context, job);
  try {
    return await sealAcross(context.services, await context.services.printer.pdf(html, { at }), job);
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    const params = { reason: error.detail, code: error.code };
    if (passing.has(error.code)) throw problem('not-available', { params });
    throw problem('invalid-input', { issues: [{ path: '', code: 'document.printFailed', params }] });
  }
};
