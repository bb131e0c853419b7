import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { DocumentDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { reachRecord } from '../query/read-record.ts';
import { insertDocument } from '../storage/documents.ts';
import { findHeader, type RecordRow } from '../storage/records.ts';
import type { Context } from './context.ts';
import { documentDefinition, mayWorkOn } from './document/reach-document.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';
import { idFor } from './unit.ts';

export interface PrepareDocument {
  readonly module: string;
  readonly id: string;
  readonly document: string;
  /** What is typed into the document's own form. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The child record the document is about. */
  readonly subject?: string;
  readonly idempotencyKey: string;
}

const typedIn = (
  context: Context,
  definition: DocumentDefinition,
  record: RecordRow,
  data: PrepareDocument['data'],
): unknown => {
  if (definition.form === undefined) {
    if (Object.keys(data).length === 0) return {};
    throw problem('invalid-input', {
      issues: Object.keys(data).map((key) => ({ path: `/data/${key}`, code: 'unknownKey', params: { key } })),
    });
  }
  const form = context.catalog.module(record.module).forms.get(definition.form);
  if (form === undefined) throw problem('not-found', { params: { form: definition.form } });
  const judged = form.compiled.validate(data, { complete: true, today: toCivilDate(context.now), now: context.now });
  if (judged.issues.length > 0)
    throw problem('invalid-input', {
      issues: judged.issues.map((issue) => ({ ...issue, path: `/data${issue.path}` })),
    });
  return judged.data;
};

const checkSubject = async (
  context: Context,
  definition: DocumentDefinition,
  record: RecordRow,
  subject: string | undefined,
): Promise<void> => {
  if ((definition.subject === undefined || definition.subjectOptional) && subject === undefined) return;
  const header = subject === undefined ? undefined : await findHeader(context.storage.read, subject);
  if (header?.module === definition.subject && header?.parent_id === record.id) return;
  throw problem('invalid-input', {
    issues: [
      {
        path: '/subject',
        code: 'document.subject',
        params: { module: context.catalog.definitions.module.get(definition.subject ?? '')?.title ?? '' },
      },
    ],
  });
};

/** Begins a document of a record: a draft that can be looked at, with no number yet. Any open record may have any of its documents. */
export const prepareDocument = async (context: Context, input: PrepareDocument): Promise<{ readonly id: string }> => {
  const record = await reachRecord(context, input);
  const definition = documentDefinition(context, input.document);
  if (definition.record !== input.module)
    throw problem('invalid-input', {
      issues: [{ path: '/document', code: 'document.otherModule', params: { document: input.document } }],
    });
  const fit = await mayWorkOn(context, record, definition.prepare);
  await checkSubject(context, definition, record, input.subject);
  const data = typedIn(context, definition, record, input.data);
  const title = (definition.titles?.[record.regime] ?? definition.title).zh;
  const { idempotencyKey, ...body } = input;
  return await runCommand(context, { route: 'prepare-document', idempotencyKey, body }, async (unit) => {
    const id = idFor(unit);
    await insertDocument(unit.db, {
      id,
      record_id: record.id,
      root_id: record.root_id,
      module: record.module,
      document: definition.key,
      subject_id: input.subject ?? null,
      state: 'draft',
      title,
      number: null,
      data: canonicalJson(data),
      view: null,
      templates: null,
      fonts: null,
      browser: null,
      token: null,
      pdf: null,
      pages: null,
      issued_at: null,
      issued_by: null,
      served_at: null,
      void_reason: null,
      voided_by: null,
      error: null,
      version: 1,
      created_at: context.now,
      created_by: context.actor.id,
    });
    await appendEvent(unit, {
      type: 'document.prepared',
      record: { id: record.id, root: record.root_id },
      organization: record.organization,
      ...(fit.onBehalfOf !== undefined && { onBehalfOf: fit.onBehalfOf }),
      data: { document: definition.key, id, title },
    });
    return { id };
  });
};
