import { receiveImport } from '#server/command/import/receive-import.ts';
import { cancelImport, startImport } from '#server/command/import/start-import.ts';
import { importErrors } from '#server/query/import/import-errors.ts';
import { importTemplate } from '#server/query/import/import-template.ts';
import { listImports } from '#server/query/import/list-imports.ts';
import { listImportRuns, readImportIssues, readImportRun } from '#server/query/import/read-import-run.ts';
import {
  flag,
  input,
  integer,
  type JsonSchema,
  list,
  map,
  nullable,
  object,
  type Request,
  type Route,
  text,
  title,
} from '../route.ts';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const mode: JsonSchema = { type: 'string', enum: ['all', 'rows'] };

const importSchema = object({
  key: text,
  title,
  description: nullable(title),
  target: text,
  targetTitle: title,
  mode,
  columns: list(object({ column: text, required: flag, type: text, many: flag, hint: nullable(title) })),
  limits: object({ rows: integer, bytes: integer }),
});

const run = {
  id: text,
  import: text,
  title,
  name: text,
  state: {
    type: 'string',
    enum: ['checking', 'checked', 'refused', 'waiting', 'running', 'done', 'failed', 'cancelled'],
  },
  mode,
  started: flag,
  rows: integer,
  good: integer,
  bad: integer,
  written: integer,
  skipped: integer,
  done: integer,
  error: nullable(text),
  createdAt: text,
  startedAt: nullable(text),
  finishedAt: nullable(text),
  holdsUp: integer,
};
const runSchema = object({ ...run, issues: integer, notes: map(integer) });
const issueSchema = object({ line: integer, column: text, value: text, code: text, message: text });

const file = (body: Buffer, name: string) => ({
  body,
  type: spreadsheet,
  headers: { 'Content-Disposition': `attachment; filename="${name}.xlsx"` },
});
const read = ({ context, params, language }: Request) => readImportRun(context, { id: params.id ?? '', language });
const whole = (value: string | null, otherwise: number): number => Math.trunc(Number(value ?? otherwise)) || 0;

const runRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/imports/runs',
    id: 'listImportRuns',
    summary: 'Files this person handed in, newest first',
    answers: { 200: list(object(run)) },
    handle: async ({ context, language }) => ({ body: await listImportRuns(context, language) }),
  },
  {
    method: 'get',
    path: '/imports/runs/:id',
    id: 'readImportRun',
    summary: 'A file that was handed in: how far its check or import is, and how it came out',
    answers: { 200: runSchema },
    handle: async (request) => ({ body: await read(request) }),
  },
  {
    method: 'get',
    path: '/imports/runs/:id/issues',
    id: 'readImportIssues',
    summary: 'The report by row: line, column, value, and why it is not taken',
    query: { skip: integer, limit: integer },
    answers: { 200: object({ total: integer, items: list(issueSchema) }) },
    handle: async ({ context, params, query, language }) => ({
      body: await readImportIssues(context, {
        id: params.id ?? '',
        skip: whole(query.get('skip'), 0),
        limit: whole(query.get('limit'), 50),
        language,
      }),
    }),
  },
  {
    method: 'get',
    path: '/imports/runs/:id/errors.xlsx',
    id: 'readImportErrors',
    summary: 'The rows that were not taken, with the reasons, to be put right',
    answers: { 200: spreadsheet },
    handle: async ({ context, params, language }) =>
      file(await importErrors(context, { id: params.id ?? '', language }), 'errors'),
  },
  {
    method: 'post',
    path: '/imports/runs/:id/start',
    id: 'startImport',
    summary: 'Import a checked file: all rows or none, or the rows that are right',
    body: input({ mode }),
    answers: { 202: runSchema },
    handle: async (request) => {
      const { context, params, body, key } = request;
      const wanted = body.mode === 'all' || body.mode === 'rows' ? ({ mode: body.mode } as const) : {};
      await startImport(context, { id: params.id ?? '', idempotencyKey: key, ...wanted });
      return { status: 202, body: await read(request) };
    },
  },
  {
    method: 'post',
    path: '/imports/runs/:id/cancel',
    id: 'cancelImport',
    summary: 'Stop a check or an import',
    answers: { 202: runSchema },
    handle: async (request) => {
      await cancelImport(request.context, { id: request.params.id ?? '' });
      return { status: 202, body: await read(request) };
    },
  },
];

export const importRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/imports',
    id: 'listImports',
    summary: 'What this person may import, with the columns',
    answers: { 200: list(importSchema) },
    handle: async ({ context }) => ({ body: listImports(context) }),
  },
  ...runRoutes,
  {
    method: 'get',
    path: '/imports/:key/template.xlsx',
    id: 'readImportTemplate',
    summary: 'An empty table with the heads and the allowed words',
    answers: { 200: spreadsheet },
    handle: async ({ context, params, language }) =>
      file(await importTemplate(context, { key: params.key ?? '', language }), params.key ?? ''),
  },
  {
    method: 'post',
    path: '/imports/:key',
    id: 'receiveImport',
    summary: 'Hand in a finished upload (tus) to be checked; nothing is written yet',
    body: input({ upload: text, name: text }, ['upload', 'name']),
    answers: { 202: runSchema },
    handle: async ({ context, params, body, key, language }) => {
      const { id } = await receiveImport(context, {
        key: params.key ?? '',
        upload: String(body.upload),
        name: String(body.name),
        idempotencyKey: key,
      });
      return { status: 202, body: await readImportRun(context, { id, language }) };
    },
  },
];
