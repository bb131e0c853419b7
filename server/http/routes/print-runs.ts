import { bindVolume } from '#server/command/print-run/bind-volume.ts';
import { retryPrintRun, stopPrintRun } from '#server/command/print-run/end-run.ts';
import { printPapers } from '#server/command/print-run/print-papers.ts';
import { retryRender } from '#server/command/print-run/retry-render.ts';
import { readDossiers } from '#server/query/dossier/read-dossiers.ts';
import { listPapers } from '#server/query/print-run/list-papers.ts';
import { readPrintQueue } from '#server/query/print-run/read-print-queue.ts';
import { readPrintRun, readPrintRunPdf } from '#server/query/print-run/read-print-run.ts';
import {
  anything,
  flag,
  input,
  integer,
  list,
  map,
  nullable,
  object,
  type Request,
  type Route,
  text,
} from '../route.ts';

const pdf = 'application/pdf';

const runSchema = object({
  id: text,
  kind: { type: 'string', enum: ['volume', 'papers'] },
  title: text,
  module: nullable(text),
  record: nullable(text),
  dossier: nullable(text),
  volume: nullable(text),
  state: { type: 'string', enum: ['waiting', 'running', 'done', 'failed', 'cancelled'] },
  done: integer,
  total: integer,
  size: nullable(integer),
  pages: nullable(integer),
  pieces: nullable(integer),
  sha256: nullable(text),
  error: nullable(text),
  createdAt: text,
  startedAt: nullable(text),
  endedAt: nullable(text),
});

const read = ({ context, language }: Request, id: string) => readPrintRun(context, { id, language });

export const printRunRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/records/:module/:id/dossiers',
    id: 'readDossiers',
    summary: 'The files of a record: volumes, what lies in them, what was bound',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params, language }) => ({
      body: await readDossiers(context, { module: params.module ?? '', id: params.id ?? '', language }),
    }),
  },
  {
    method: 'post',
    path: '/records/:module/:id/dossiers/:dossier/:volume',
    id: 'bindVolume',
    summary: 'Have a volume bound as one PDF, as this person may see it',
    answers: { 202: runSchema },
    handle: async (request) => {
      const { context, params, key } = request;
      const { id } = await bindVolume(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        dossier: params.dossier ?? '',
        volume: params.volume ?? '',
        idempotencyKey: key,
      });
      return { status: 202, body: await read(request, id) };
    },
  },
  {
    method: 'get',
    path: '/papers',
    id: 'listPapers',
    summary: 'Issued documents this person may print, the newest first',
    query: { q: text, from: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, query }) => ({
      body: await listPapers(context, { words: query.get('q') ?? '', from: query.get('from') }),
    }),
  },
  {
    method: 'get',
    path: '/print-queue',
    id: 'readPrintQueue',
    summary: 'What waits to be printed, runs, is done or failed; all=1 for operators',
    query: { all: text },
    answers: { 200: map(anything) },
    handle: async ({ context, query, language }) => ({
      body: await readPrintQueue(context, { language, all: query.get('all') === '1' }),
    }),
  },
  {
    method: 'post',
    path: '/print-runs',
    id: 'printPapers',
    summary: 'Put issued documents together in one PDF, in this order',
    body: input({ documents: list(text), doubleSided: flag }, ['documents']),
    answers: { 202: runSchema },
    handle: async (request) => {
      const { id } = await printPapers(request.context, {
        documents: (request.body.documents as readonly unknown[]).map(String),
        doubleSided: request.body.doubleSided === true,
        idempotencyKey: request.key,
      });
      return { status: 202, body: await read(request, id) };
    },
  },
  {
    method: 'post',
    path: '/print-runs/:id/stop',
    id: 'stopPrintRun',
    summary: 'Stop it before its next piece',
    answers: { 204: null },
    handle: async ({ context, params }) => {
      await stopPrintRun(context, { id: params.id ?? '' });
      return { status: 204 };
    },
  },
  {
    method: 'post',
    path: '/print-runs/:id/retry',
    id: 'retryPrintRun',
    summary: 'Begin it again; what is made is kept',
    answers: { 204: null },
    handle: async ({ context, params }) => {
      await retryPrintRun(context, { id: params.id ?? '' });
      return { status: 204 };
    },
  },
  {
    method: 'post',
    path: '/print-renders/:job/retry',
    id: 'retryRender',
    summary: 'Have a numbered document rendered again that could not be',
    answers: { 204: null },
    handle: async ({ context, params }) => {
      await retryRender(context, { job: params.job ?? '' });
      return { status: 204 };
    },
  },
  {
    method: 'get',
    path: '/print-runs/:id',
    id: 'readPrintRun',
    summary: 'How far it is',
    answers: { 200: runSchema },
    handle: async (request) => ({ body: await read(request, request.params.id ?? '') }),
  },
  {
    method: 'get',
    path: '/print-runs/:id/pdf',
    id: 'readPrintRunPdf',
    summary: 'The bound PDF',
    answers: { 200: pdf },
    handle: async ({ context, params }) => {
      const file = await readPrintRunPdf(context, { id: params.id ?? '' });
      return {
        body: Buffer.from(file.bytes),
        type: pdf,
        headers: {
          'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}.pdf`,
          'Cache-Control': 'private, no-store',
        },
      };
    },
  },
];
