import { createRecord } from '#server/command/create-record.ts';
import { deleteRecord } from '#server/command/delete-record.ts';
import { noteUnmasked } from '#server/command/note-unmasked.ts';
import { saveRecord } from '#server/command/save-record.ts';
import { stashRecord } from '#server/command/stash-record.ts';
import { recordBehind } from '#server/command/unit.ts';
import { exportRecords } from '#server/query/export-records.ts';
import { listDuplicates } from '#server/query/list-duplicates.ts';
import { listRecords, listRecordTexts, type PageRange, type RecordPage } from '#server/query/list-records.ts';
import { createdText, readRecordText, showsSecrets, storedText } from '#server/query/read-record.ts';
import { readStash } from '#server/query/read-stash.ts';
import { anything, input, integer, list, map, nullable, object, type Request, type Route, text } from '../route.ts';

export const recordSchema = object({
  _id: text,
  form: text,
  owner: text,
  organization: text,
  state: text,
  version: integer,
  created: text,
  modified: text,
  data: map(anything),
  metadata: map(anything),
});
export const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const number = (value: string | null): number | undefined =>
  value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
const data = map(anything);
/** Of a body that is JSON already. */
const json = 'application/json';

const listed = ({ query, params }: Request) => {
  const [limit, skip, sort] = [number(query.get('limit')), number(query.get('skip')), query.get('sort')];
  return {
    module: params.module ?? '',
    filters: [...query],
    ...(limit !== undefined && { limit }),
    ...(skip !== undefined && { skip }),
    ...(sort !== null && { sort }),
  };
};

const range = (page: PageRange): Record<string, string> => {
  const span = page.length === 0 ? '*' : `${page.skip}-${page.skip + page.length - 1}`;
  return page.capped
    ? { 'Content-Range': `items ${span}/*`, 'X-Total-At-Least': String(page.total) }
    : { 'Content-Range': `items ${span}/${page.total}` };
};

const select = (fields: string) => (record: RecordPage['records'][number]) => {
  const names = new Set(fields.split(',').map((field) => field.split('.')[0]));
  return { ...record, data: Object.fromEntries(Object.entries(record.data).filter(([name]) => names.has(name))) };
};

export const recordRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/records/:module',
    id: 'listRecords',
    summary:
      'List: field=, field__gte=, field__in=, field__contains=, sort, limit, skip, select; view= for one of the views, q= for words to be found',
    query: { limit: integer, skip: integer, sort: text, select: text, view: text, q: text },
    answers: { 200: list(recordSchema) },
    handle: async (request) => {
      const fields = request.query.get('select');
      if (fields === null) {
        const page = await listRecordTexts(request.context, listed(request));
        return { body: page.text, type: json, headers: range(page) };
      }
      const page = await listRecords(request.context, listed(request));
      return { body: page.records.map(select(fields)), headers: range(page) };
    },
  },
  {
    method: 'get',
    path: '/records/:module/export.xlsx',
    id: 'exportRecords',
    summary: 'The list as a spreadsheet',
    answers: { 200: spreadsheet },
    handle: async (request) => ({
      body: await exportRecords(request.context, listed(request), request.language),
      type: spreadsheet,
      headers: { 'Content-Disposition': `attachment; filename="${request.params.module}.xlsx"` },
    }),
  },
  {
    method: 'post',
    path: '/records/:module',
    id: 'createRecord',
    summary: 'Create a draft',
    body: input({ data, form: text, parent: nullable(text) }, ['data']),
    answers: { 201: recordSchema },
    handle: async ({ context, params, body, key }) => {
      const made = await createRecord(context, {
        module: params.module ?? '',
        data: body.data as Record<string, unknown>,
        idempotencyKey: key,
        ...(typeof body.parent === 'string' && { parent: body.parent }),
      });
      return {
        status: 201,
        body: await createdText(context, { module: params.module ?? '', id: made.id }, recordBehind(made)),
        type: json,
        headers: { Location: `/api/records/${params.module}/${made.id}` },
      };
    },
  },
  {
    method: 'post',
    path: '/records/:module/duplicates',
    id: 'listDuplicates',
    summary: 'What else may be about the same as what is being filled in, with points and reasons',
    body: input({ data, id: nullable(text) }, ['data']),
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params, body }) => ({
      body: await listDuplicates(context, {
        module: params.module ?? '',
        data: body.data as Record<string, unknown>,
        ...(typeof body.id === 'string' && { id: body.id }),
      }),
    }),
  },
  {
    method: 'get',
    path: '/records/:module/:id',
    id: 'readRecord',
    summary: 'Read',
    answers: { 200: recordSchema },
    handle: async ({ context, params }) => {
      const at = { module: params.module ?? '', id: params.id ?? '' };
      if (showsSecrets(context, at.module)) await noteUnmasked(context, at);
      return { body: await readRecordText(context, at), type: json };
    },
  },
  {
    method: 'put',
    path: '/records/:module/:id',
    id: 'saveRecord',
    summary: 'Save one form of the record',
    body: input({ data, form: text, version: integer }, ['data', 'version']),
    answers: { 200: recordSchema },
    handle: async ({ context, params, body, key }) => {
      const at = { module: params.module ?? '', id: params.id ?? '' };
      const saved = await saveRecord(context, {
        ...at,
        data: body.data as Record<string, unknown>,
        version: Number(body.version),
        idempotencyKey: key,
        ...(typeof body.form === 'string' && { form: body.form }),
      });
      return { body: await storedText(context, at, recordBehind(saved)), type: json };
    },
  },
  {
    method: 'delete',
    path: '/records/:module/:id',
    id: 'deleteRecord',
    summary: 'Delete a draft that was never submitted',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await deleteRecord(context, { module: params.module ?? '', id: params.id ?? '', idempotencyKey: key });
      return {};
    },
  },
  {
    method: 'put',
    path: '/records/:module/:id/stash',
    id: 'stashRecord',
    summary: 'Autosave: no version, no event',
    exempt: true,
    body: input({ form: text, data: nullable(data), version: integer }, ['form', 'data']),
    answers: { 204: null },
    handle: async ({ context, params, body }) => {
      await stashRecord(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        form: String(body.form),
        data: body.data as Record<string, unknown> | null,
        ...(typeof body.version === 'number' && { version: body.version }),
      });
      return {};
    },
  },
  {
    method: 'get',
    path: '/records/:module/:id/stash',
    id: 'readStash',
    summary: 'What was autosaved and not yet saved',
    query: { form: text },
    answers: { 200: list(object({ form: text, data, at: text, version: nullable(integer) })) },
    handle: async ({ context, params }) => ({
      body: await readStash(context, { module: params.module ?? '', id: params.id ?? '' }),
    }),
  },
];
