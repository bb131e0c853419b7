import { randomBytes } from 'node:crypto';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { qrPath } from '../print/qr-path.ts';
import { type DocumentRow, updateDocument } from '../storage/documents.ts';
import { enqueueJob } from '../storage/jobs.ts';
import { insertIfAbsent } from '../storage/rows.ts';
import { insertSealUse, type SealUse } from '../storage/seal-uses.ts';
import type { Context } from './context.ts';
import { buildView } from './document/build-view.ts';
import { checkNeeds } from './document/check-needs.ts';
import { numberDocument } from './document/number-document.ts';
import { printDocument } from './document/print-document.ts';
import { mayWorkOn, type ReachedDocument, reachDocument } from './document/reach-document.ts';
import { codeLabels, templateJob, templatePaths } from './document/template-job.ts';
import { appendEvent } from './event.ts';
import { hashText } from './hash.ts';
import { type OpenRecord, openRecord, touchFamily } from './open-record.ts';
import { runCommand } from './run-command.ts';
import { toldChanges } from './told-changes.ts';
import { idFor, type Unit } from './unit.ts';
import { writeRecord } from './write-record.ts';

export interface IssueDocument {
  readonly id: string;
  readonly idempotencyKey: string;
}

/** As long as a real number, so that the dry run breaks its lines where the true print will. */
const placeholder = '\u3014' + '0000' + '\u3015' + '0000';

export const verificationAddress = (context: Context, token: string): string =>
  `${context.services.publicUrl}/verify/${token}`;

/** Prints the document once without number or consequence: what cannot be printed is never numbered. */
const dryRun = async (context: Context, { row, record, definition }: ReachedDocument): Promise<void> => {
  const { catalog, storage, services } = context;
  const view = await buildView(context, storage.read, { definition, row, record, number: placeholder });
  checkNeeds(context, definition, view);
  const texts = Object.fromEntries(
    templatePaths(catalog, definition, record.regime).map((path) => [path, catalog.texts.get(path) ?? '']),
  );
  const qr = qrPath(verificationAddress(context, 'x'.repeat(22)));
  await printDocument(
    context,
    templateJob({
      texts,
      style: definition.style,
      codes: codeLabels(catalog),
      roles: services.fontRoles,
      view,
      title: row.title,
      qr,
    }),
    context.now,
  );
};

interface Named {
  readonly number: string | null;
  readonly token: string;
}

const freeze = async (unit: Unit, record: OpenRecord, reached: ReachedDocument, { number, token }: Named) => {
  const { context, db } = unit;
  const { catalog } = context;
  const current = { ...record.row, data: JSON.stringify(record.data) };
  const view = await buildView(context, db, {
    definition: reached.definition,
    row: reached.row,
    record: current,
    number,
  });
  checkNeeds(context, reached.definition, view);
  const content = canonicalJson({ view, codes: codeLabels(catalog), address: verificationAddress(context, token) });
  const hash = hashText(content);
  await insertIfAbsent(db, 'blob', { hash, content }, ['hash']);
  const paths = templatePaths(catalog, reached.definition, record.row.regime);
  const templates = Object.fromEntries(paths.map((path) => [path, catalog.hashes.get(path)]));
  return { view: hash, templates: canonicalJson(templates) };
};

/** The seal is used with the number: a row of the register, whatever becomes of the paper. */
const noteSeal = async (
  unit: Unit,
  { row, definition }: ReachedDocument,
  given: Pick<SealUse, 'number' | 'organization'>,
) => {
  if (definition.seal !== true) return;
  const { context, db } = unit;
  await insertSealUse(db, {
    id: idFor(unit),
    organization: given.organization,
    document_id: row.id,
    record_id: row.record_id,
    root_id: row.root_id,
    module: row.module,
    document: row.document,
    title: row.title,
    number: given.number,
    person: context.actor.id,
    at: context.now,
  });
};

const numberInTransaction = async (
  unit: Unit,
  reached: ReachedDocument,
  token: string,
): Promise<{ id: string; number: string | null }> => {
  const { context, db } = unit;
  const { row } = reached;
  const record = await openRecord(unit, { module: row.module, id: row.record_id }, { operation: 'documents' });
  const before = record.data;
  const number = await numberDocument(unit, record, reached);
  const frozen = await freeze(unit, record, reached, { number, token });
  await updateDocument(db, row, {
    state: 'numbered',
    number,
    token,
    ...frozen,
    issued_by: context.actor.id,
    error: null,
  });
  await noteSeal(unit, reached, { number, organization: record.row.organization });
  if (record.data === before) await touchFamily(unit, record.row.root_id);
  else await writeRecord(unit, record);
  await appendEvent(unit, {
    type: 'document.numbered',
    record: { id: row.record_id, root: row.root_id },
    organization: record.row.organization,
    ...(record.data !== before && { version: record.row.version }),
    data: {
      document: row.document,
      id: row.id,
      number,
      view: frozen.view,
      title: row.title,
      ...(reached.definition.seal === true && { seal: true }),
      ...toldChanges(unit, record),
    },
  });
  await enqueueJob(db, { kind: 'render', payload: canonicalJson({ document: row.id }), at: context.now });
  unit.jobs = true;
  return { id: row.id, number };
};

const checkDraft = (row: DocumentRow): void => {
  if (row.state !== 'draft')
    throw problem('action-not-available', {
      issues: [{ path: '', code: 'document.alreadyNumbered', params: { number: row.number ?? '' } }],
    });
};

/**
 * Numbers a document and has it rendered. Number, frozen view, template hashes and token come into being in one
 * transaction; rendering is a job that is repeated with the same number until the PDF is stored.
 */
export const issueDocument = async (
  context: Context,
  input: IssueDocument,
): Promise<{ readonly id: string; readonly number: string | null }> => {
  const reached = await reachDocument(context, input.id);
  const fit = await mayWorkOn(context, reached.record, reached.definition.issue);
  if (reached.row.state === 'draft') await dryRun(context, reached);
  const token = randomBytes(16).toString('base64url');
  return await runCommand(
    context,
    { route: 'issue-document', idempotencyKey: input.idempotencyKey, body: { id: input.id } },
    async (unit) => {
      checkDraft(reached.row);
      if (fit.onBehalfOf !== undefined)
        await appendEvent(unit, {
          type: 'document.onBehalf',
          record: { id: reached.row.record_id, root: reached.row.root_id },
          organization: reached.record.organization,
          onBehalfOf: fit.onBehalfOf,
          data: { id: input.id },
        });
      return await numberInTransaction(unit, reached, token);
    },
  );
};
