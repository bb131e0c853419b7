import type { PrintedPdf } from '../../print/finish-pdf.ts';
import { findDocument } from '../../storage/documents.ts';
import type { Context } from '../context.ts';
import { frozenJob } from '../document/frozen-job.ts';
import { maskView } from '../document/mask-view.ts';
import { printDocument } from '../document/print-document.ts';
import { verificationAddress } from '../issue-document.ts';

/** A copy of an issued paper for somebody from whom something in it is hidden: starred, without seal. */
export const maskedPaper = async (
  context: Context,
  { id, secrets }: { readonly id: string; readonly secrets: boolean },
): Promise<PrintedPdf> => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw new Error(`document ${id} is gone`);
  const declared = context.catalog.definitions.document.get(row.document) ?? { record: row.module };
  const place = { roles: context.services.fontRoles, address: verificationAddress(context, row.token ?? '') };
  const { job, at } = await frozenJob(context.storage.read, row, place);
  const view = maskView(context, declared, job.view, { secrets }) as { readonly doc?: object };
  return await printDocument(
    context,
    { ...job, view: { ...view, doc: { ...view.doc, seal: false, straddle: false } } },
    at,
  );
};
