import { allowed } from '#engine/access/allowed.ts';
import { problem } from '#engine/problem.ts';
import type { DocumentDefinition, Who } from '#engine/schema/types.gen.ts';
import { assignedIn, type Fit, fits, type Subject } from '#engine/workflow/fits.ts';
import { reachRecord } from '../../query/read-record.ts';
import { assignmentsOf } from '../../storage/access.ts';
import type { Db } from '../../storage/db.ts';
import { type DocumentRow, findDocument } from '../../storage/documents.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { RecordRow } from '../../storage/records.ts';
import type { Context } from '../context.ts';

export interface ReachedDocument {
  readonly row: DocumentRow;
  readonly record: RecordRow;
  readonly definition: DocumentDefinition;
}

/** The declaration of a document; one that is gone is answered as absent. */
export const documentDefinition = (context: Context, key: string): DocumentDefinition => {
  const definition = context.catalog.definitions.document.get(key);
  if (definition === undefined)
    throw problem('not-found', {
      issues: [{ path: '/document', code: 'document.unknown', params: { document: key } }],
    });
  return definition;
};

/** A document of a record inside the actor's scope, with the record. */
export const reachDocument = async (context: Context, id: string): Promise<ReachedDocument> => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  const record = await reachRecord(context, { module: row.module, id: row.record_id });
  return { row, record, definition: documentDefinition(context, row.document) };
};

const subjectOf = async (db: Db, record: RecordRow): Promise<Subject> => ({
  organization: record.organization,
  organizationPath: (await ancestorsOf(db, record.organization)).map(({ id }) => id),
  owner: record.owner,
  assignments: await assignmentsOf(db, record),
});

/** Refuses an actor whose roles give no work on documents of this record, or who is none of those the document names. */
export const mayWorkOn = async (context: Context, record: RecordRow, who: readonly Who[] | undefined): Promise<Fit> => {
  const { actor, catalog } = context;
  const subject = await subjectOf(context.storage.read, record);
  const reached = allowed({ roles: catalog.definitions.role, person: actor }, record.module, 'documents', {
    organizationPath: subject.organizationPath,
    owner: record.owner,
    ...assignedIn(subject, actor.id, record.id === record.root_id),
    state: record.state,
    draft: record.state === catalog.module(record.module).workflow.initial,
  });
  const fit = who === undefined ? { account: actor.id } : fits(who, actor, subject);
  if (!reached || fit === undefined) {
    throw problem('not-permitted', { issues: [{ path: '', code: 'document.notYours', params: { who: who ?? [] } }] });
  }
  return fit;
};
