import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import type { DocumentTable } from '../storage/tables.ts';
import { reachRecord } from './read-record.ts';

/** The row of a document of a record this actor reaches. */
const reachDocument = async (context: Context, id: string): Promise<DocumentTable> => {
  const row = await context.storage.read.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw problem('not-found');
  await reachRecord(context, { module: row.module, id: row.record_id });
  return row;
};

/** State, number and hashes of a document. */
export const readDocument = async (context: Context, { id }: { readonly id: string }) => {
  const { data, templates, token, ...row } = await reachDocument(context, id);
  return { ...row, data: asJson(data), templates: templates === null ? null : asJson(templates), verify: token };
};

/** The stored bytes of an issued (or voided) document. */
export const readDocumentPdf = async (context: Context, { id }: { readonly id: string }) => {
  const row = await reachDocument(context, id);
  if (row.pdf === null)
    throw problem('not-found', { issues: [{ path: '', code: 'document.notRendered', params: { state: row.state } }] });
  return {
    bytes: await context.services.files.bytes(row.pdf),
    name: row.number === null ? row.title : `${row.title} ${row.number}`,
  };
};
