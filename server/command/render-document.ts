import { problem } from '#engine/problem.ts';
import { qrPath } from '../print/qr-path.ts';
import { asJson, type Db } from '../storage/db.ts';
import { documentHash } from '../storage/document-hash.ts';
import { type DocumentRow, findDocument, updateDocument } from '../storage/documents.ts';
import { findHeader } from '../storage/records.ts';
import type { Context } from './context.ts';
import { printDocument } from './document/print-document.ts';
import { documentDefinition } from './document/reach-document.ts';
import { templateJob } from './document/template-job.ts';
import { appendEvent } from './event.ts';
import { verificationAddress } from './issue-document.ts';
import { touchFamily } from './open-record.ts';
import { runCommand } from './run-command.ts';

interface Frozen {
  readonly view: object;
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const blob = async (db: Db, hash: string): Promise<string> => {
  const row = await db.selectFrom('blob').select('content').where('hash', '=', hash).executeTakeFirst();
  if (row === undefined) throw new Error(`blob ${hash} is missing`);
  return row.content;
};

/** What the document was frozen with, read from storage: the same bytes whenever it is rendered. */
const frozenJob = async (context: Context, row: DocumentRow) => {
  const { read } = context.storage;
  const { view, codes } = asJson<Frozen>(await blob(read, row.view ?? ''));
  const paths = Object.entries(asJson<Record<string, string>>(row.templates ?? '{}'));
  const texts = Object.fromEntries(
    await Promise.all(paths.map(async ([path, hash]) => [path, await blob(read, hash)] as const)),
  );
  const style = documentDefinition(context, row.document).style;
  const qr = qrPath(verificationAddress(context, row.token ?? ''));
  return {
    at: String((view as { now?: string }).now),
    job: templateJob({ texts, style, codes, roles: context.services.fontRoles, view, title: row.title, qr }),
  };
};

/** The job behind an issue: prints the numbered document and stores the PDF by its hash. Repeating it changes nothing. */
export const renderDocument = async (context: Context, { id }: { readonly id: string }): Promise<void> => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  if (row.state !== 'numbered' && row.state !== 'rendering') return;
  const { job, at } = await frozenJob(context, row);
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
    await touchFamily(unit, row.root_id);
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
        row: documentHash({ ...row, ...change }),
      },
    });
  });
};
