import type { PrintedPdf } from '../../print/finish-pdf.ts';
import { sheetView } from '../../query/dossier/sheet-view.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { Context } from '../context.ts';
import { maskView } from '../document/mask-view.ts';
import { printDocument } from '../document/print-document.ts';
import { codeLabels, templateJob, templatePaths } from '../document/template-job.ts';

interface Sheet {
  readonly document: string;
  readonly row: RecordRow;
  readonly at: string;
  /** May it show what is secret? */
  readonly secrets: boolean;
  /** What the volume says of itself. */
  readonly dossier: object;
}

/** Prints a document for a volume: no draft, and without a code to verify, as it is no paper of its own. */
export const printSheet = async (context: Context, { secrets, dossier, ...sheet }: Sheet): Promise<PrintedPdf> => {
  const { definition, view, title } = await sheetView(context, sheet);
  const { catalog, services } = context;
  const paths = templatePaths(catalog, definition, sheet.row.regime);
  const job = templateJob({
    texts: Object.fromEntries(paths.map((path) => [path, catalog.texts.get(path) ?? ''])),
    style: definition.style,
    codes: codeLabels(catalog),
    roles: services.fontRoles,
    view: { ...maskView(context, definition, view, { secrets }), dossier },
    title,
  });
  return await printDocument(context, { ...job, draft: false }, sheet.at);
};
