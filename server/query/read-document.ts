import { translate } from '#engine/message/translate.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { maskTypedIn } from '../command/document/mask-view.ts';
import { printDocument } from '../command/document/print-document.ts';
import { mayWorkOn } from '../command/document/reach-document.ts';
import { tellHandled, tellLook } from '../command/file/custody.ts';
import { asJson } from '../storage/db.ts';
import { type DocumentRow, findDocument } from '../storage/documents.ts';
import { listScans } from './list-scans.ts';
import { declaredPaper, seenPaper } from './paper-in-full.ts';
import type { Purpose } from './read-file.ts';
import { reachRecord } from './read-record.ts';

/** A document of a record this actor reaches. */
const reach = async (context: Context, id: string) => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  const record = await reachRecord(context, { module: row.module, id: row.record_id });
  return { row, record, declared: declaredPaper(context, row) };
};

/** State, number and hashes of a document. */
export const readDocument = async (context: Context, { id }: { readonly id: string }) => {
  const { row: found, declared } = await reach(context, id);
  const { data, templates, token, ...row } = found;
  return {
    ...row,
    data: maskTypedIn(context, declared, asJson(data)),
    templates: templates === null ? null : asJson(templates),
    verify: token,
    scans: (await listScans(context, row.record_id)).get(row.id) ?? [],
  };
};

/** A document as it is handed out. */
export interface HandedOut {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/**
 * The stored bytes of an issued (or voided) document, for those who may work on the record's documents. Who may not see
 * sensitive fields gets a copy printed from the same frozen data with those starred, without seal; it is no original.
 * @throws Problem not-permitted without the right to documents, not-found while there is no PDF.
 */
export const readDocumentPdf = async (
  context: Context,
  { id, action }: { readonly id: string; readonly action: Purpose },
): Promise<HandedOut> => {
  const { row, record } = await reach(context, id);
  await mayWorkOn(context, record, undefined);
  if (row.pdf === null)
    throw problem('not-found', { issues: [{ path: '', code: 'document.notRendered', params: { state: row.state } }] });
  const name = row.number === null ? row.title : `${row.title} ${row.number}`;
  const copy = await maskedCopy(context, row, name);
  const handled = { item: row.id, kind: 'document', action, record } as const;
  await (action === 'view' ? tellLook : tellHandled)(context, { ...handled, ...(copy && { how: 'masked' }) });
  return copy ?? { bytes: await context.services.files.bytes(row.pdf), name };
};

/** The copy for a reader from whom something in the document is hidden; undefined for others. */
const maskedCopy = async (context: Context, row: DocumentRow, name: string): Promise<HandedOut | undefined> => {
  const { job, at, view, inFull } = await seenPaper(context, row);
  if (inFull) return undefined;
  const { bytes } = await printDocument(
    context,
    { ...job, view: { ...view, doc: { ...view.doc, seal: false, straddle: false } } },
    at,
  );
  return { bytes, name: `${name} ${translate({ path: '', code: 'document.maskedCopy' }, 'zh')}` };
};
