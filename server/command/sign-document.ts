import { problem } from '#engine/problem.ts';
import { insertRow, one } from '../storage/db.ts';
import type { Context } from './context.ts';
import { mayWorkOn, type ReachedDocument, reachDocument } from './document/reach-document.ts';
import { appendEvent } from './event.ts';
import { openRecord, touchFamily } from './open-record.ts';
import { runCommand } from './run-command.ts';
import { idFor, type Unit } from './unit.ts';

export interface SignDocument {
  readonly id: string;
  /** A file of the record: the scan or photograph of the signed paper. */
  readonly file: string;
  readonly idempotencyKey: string;
}

const refuse = (path: string, code: string): never => {
  throw problem(path === '' ? 'action-not-available' : 'invalid-input', { issues: [{ path, code }] });
};

const checkPaper = ({ row, definition }: ReachedDocument): void => {
  if (definition.signing === undefined) refuse('', 'document.notSigned');
  if (row.state !== 'issued') refuse('', 'document.signIssued');
};

interface Scan {
  readonly hash: string;
  readonly taken: number;
}

const scanOf = async (unit: Unit, record: string, file: string): Promise<Scan> => {
  const found = await one<Scan>(
    unit.db,
    'select f.hash as hash, (select count(*) from paper_scan s where s.file_link = f.id) as taken from file_link f where f.id = ? and f.record_id = ? and f.removed_at is null',
    [file, record],
  );
  return found ?? refuse('/file', 'document.noScan');
};

/**
 * A paper came back signed by hand: its scan, a file of the record already, is tied to the issued document. What was
 * printed stays as it is; a further scan (a better one, another page) is added and takes nothing away.
 */
export const signDocument = async (context: Context, input: SignDocument): Promise<void> => {
  const reached = await reachDocument(context, input.id);
  const { row, record, definition } = reached;
  await mayWorkOn(context, record, definition.signing?.who ?? definition.prepare);
  const { idempotencyKey, ...body } = input;
  await runCommand(context, { route: 'sign-document', idempotencyKey, body }, async (unit) => {
    checkPaper(reached);
    await openRecord(unit, { module: row.module, id: row.record_id }, { operation: 'documents' });
    const { hash, taken } = await scanOf(unit, row.record_id, input.file);
    if (Number(taken) > 0) refuse('/file', 'document.scanTaken');
    await insertRow(unit.db, 'paper_scan', {
      id: idFor(unit),
      document_id: row.id,
      record_id: row.record_id,
      file_link: input.file,
      by_account: context.actor.id,
      at: context.now,
    });
    await touchFamily(unit, row.root_id);
    await appendEvent(unit, {
      type: 'document.signed',
      record: { id: row.record_id, root: row.root_id },
      organization: record.organization,
      data: {
        document: row.document,
        id: row.id,
        number: row.number,
        title: row.title,
        file: input.file,
        sha256: hash,
      },
    });
  });
};
