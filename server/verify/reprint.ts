import { frozenJob } from '../command/document/frozen-job.ts';
import type { Binder } from '../print/binder.ts';
import { PrintError } from '../print/print-error.ts';
import type { Printer } from '../print/printer.ts';
import { sealAcross } from '../print/seal-across.ts';
import type { TemplateJob } from '../print/template-job.ts';
import type { TemplateRunner } from '../print/template-runner.ts';
import type { Db } from '../storage/db.ts';
import { type DocumentRow, findDocument } from '../storage/documents.ts';

/** A PDF's hash, or why none could be made that may be compared with the stored one. */
export type Reprinted = { readonly sha256: string } | { readonly skipped: string };

/** Makes numbered documents once more from what was frozen with them. */
export interface Reprint {
  /** The document's HTML; needs no browser. @throws Error where something it was made from is lost or does not render. */
  readonly html: (db: Db, id: string) => Promise<string>;
  readonly pdf: (db: Db, id: string) => Promise<Reprinted>;
}

export interface ReprintParts {
  readonly printer: Printer;
  readonly binder: Pick<Binder, 'seal'>;
  readonly templates: TemplateRunner;
  readonly roles: TemplateJob['roles'];
  readonly publicUrl: string;
}

export const openReprint = ({ printer, binder, templates, roles, publicUrl }: ReprintParts): Reprint => {
  const frozen = async (db: Db, id: string) => {
    const row = await findDocument(db, id);
    if (row === undefined) throw new Error('it is gone');
    const address = `${publicUrl}/verify/${row.token ?? ''}`;
    return { row, ...(await frozenJob(db, row, { roles, address })) };
  };
  const render = async (job: TemplateJob): Promise<string> => {
    const answer = await templates.render(job);
    if ('html' in answer) return answer.html;
    throw new Error('failure' in answer ? answer.failure : 'its template does not render');
  };
  return {
    html: async (db, id) => render((await frozen(db, id)).job),
    pdf: async (db, id) => {
      const { row, job, at } = await frozen(db, id);
      const html = await render(job);
      if ((await printer.coverage()).hash !== row.fonts) return { skipped: 'other fonts' };
      try {
        const { sha256 } = await sealAcross({ printer, binder }, await printer.pdf(html, { at }), job);
        return sameBrowser(printer, row) ? { sha256 } : { skipped: 'other browser' };
      } catch (error) {
        if (error instanceof PrintError && error.code === 'unavailable') return { skipped: 'no browser' };
        throw error;
      }
    },
  };
};

const sameBrowser = (printer: Printer, { browser: printedBy }: DocumentRow): boolean => {
  const { browser, version } = printer.status();
  return printedBy === `${browser ?? ''} ${version ?? ''}`.trim();
};
