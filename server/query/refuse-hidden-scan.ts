import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { one } from '../storage/db.ts';
import { findDocument } from '../storage/documents.ts';
import { seenPaper } from './paper-in-full.ts';

/** The scan of a signed paper shows all that the paper says: it is for those who may see that in full. @throws Problem not-permitted */
export const refuseHiddenScan = async (context: Context, file: string): Promise<void> => {
  const scan = await one<{ document_id: string }>(
    context.storage.read,
    'select document_id from paper_scan where file_link = ?',
    [file],
  );
  const row = scan && (await findDocument(context.storage.read, scan.document_id));
  if (row === undefined || (await seenPaper(context, row)).inFull) return;
  throw problem('not-permitted', { issues: [{ path: '', code: 'document.scanHidden' }] });
};
