import { problem } from '#engine/problem.ts';
import { documentHash } from '../storage/document-hash.ts';
import { findDocument, updateDocument } from '../storage/documents.ts';
import { findHeader } from '../storage/records.ts';
import type { Context } from './context.ts';
import { frozenJob } from './document/frozen-job.ts';
import { noteEdges } from './document/note-edges.ts';
import { printDocument } from './document/print-document.ts';
import { appendEvent } from './event.ts';
import { noteHandled } from './file/custody.ts';
import { verificationAddress } from './issue-document.ts';
import { touchFamily } from './open-record.ts';
import { runCommand } from './run-command.ts';

/** The job behind an issue: prints the numbered document and stores the PDF by its hash. Repeating it changes nothing. */
export const renderDocument = async (context: Context, { id }: { readonly id: string }): Promise<void> => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  if (row.state !== 'numbered' && row.state !== 'rendering') return;
  const { job, at } = await frozenJob(context.storage.read, row, {
    roles: context.services.fontRoles,
    address: verificationAddress(context, row.token ?? ''),
  });
  const { bytes, sha256, pages } = await printDocument(context, job, at);
  const stored = await context.services.files.put(bytes);
  if (stored.hash !== sha256) throw new Error(`the stored PDF of ${id} has another hash than the printed one`);
  const header = await findHeader(context.storage.read, row.record_id);
  const { browser, version, fontHash } = context.services.printer.status();
  await runCommand(context, { route: 'render-document', body: { id } }, async (unit) => {
    const change = {
      state: 'issued',
      pdf: sha256,
      pages,
      issued_at: context.now,
      error: null,
      fonts: fontHash ?? null,
      browser: `${browser ?? ''} ${version ?? ''}`.trim(),
    } as const;
    await updateDocument(unit.db, row, change);
    const edges = await noteEdges(unit, { row, view: job.view, pages, organization: header?.organization ?? '' });
    await touchFamily(unit, row.root_id);
    const place = { id: row.record_id, root_id: row.root_id, organization: header?.organization ?? '' };
    await noteHandled(unit, { item: id, kind: 'document', action: 'intake', record: place });
    await appendEvent(unit, {
      type: 'document.issued',
      record: { id: row.record_id, root: row.root_id },
      organization: header?.organization ?? '',
      data: {
        document: row.document,
        id,
        number: row.number,
        sha256,
        pages,
        ...(edges && { edges: pages }),
        row: documentHash({ ...row, ...change }),
      },
    });
  });
};
