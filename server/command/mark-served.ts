import { problem } from '#engine/problem.ts';
import { one } from '../storage/db.ts';
import { type DocumentRow, updateDocument } from '../storage/documents.ts';
import { appendEvent } from './event.ts';
import { touchFamily } from './open-record.ts';
import type { Unit } from './unit.ts';

export interface ServedDocument {
  readonly row: DocumentRow;
  readonly organization: string;
  readonly servedAt: string;
}

/** Writes the date of service on an issued document. */
export const markServed = async (unit: Unit, { row, organization, servedAt }: ServedDocument): Promise<void> => {
  if (row.state !== 'issued')
    throw problem('action-not-available', {
      issues: [{ path: '', code: 'document.notIssued', params: { title: row.title } }],
    });
  await updateDocument(unit.db, row, { served_at: servedAt });
  await touchFamily(unit, row.root_id);
  await appendEvent(unit, {
    type: 'document.served',
    record: { id: row.record_id, root: row.root_id },
    organization,
    data: { document: row.document, id: row.id, number: row.number, servedAt },
  });
};

/** The newest issued document of a kind on a record, of those about one record below it where that is given. */
export const latestIssued = (
  unit: Unit,
  record: string,
  document: string,
  subject?: string,
): Promise<DocumentRow | undefined> =>
  one<DocumentRow>(
    unit.db,
    `select * from document where record_id = ? and document = ? and state = 'issued'${subject === undefined ? '' : ' and subject_id = ?'} order by issued_at desc, id desc limit 1`,
    [record, document, ...(subject === undefined ? [] : [subject])],
  );
