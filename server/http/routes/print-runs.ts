import { bindVolume } from '#server/command/print-run/bind-volume.ts';
import { readDossiers } from '#server/query/dossier/read-dossiers.ts';
import { readPrintRun, readPrintRunPdf } from '#server/query/print-run/read-print-run.ts';
import { anything, integer, list, map, nullable, object, type Request, type Route, text } from '../route.ts';

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
