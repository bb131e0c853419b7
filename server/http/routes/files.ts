import { attachFile } from '#server/command/file/attach-file.ts';
import { removeFile } from '#server/command/file/remove-file.ts';
import { overviewFiles } from '#server/query/list-files.ts';
import { readCustody } from '#server/query/read-custody.ts';
import { type OpenedFile, readFile } from '#server/query/read-file.ts';
import { byteRange } from '../byte-range.ts';
import type { HttpHost } from '../host.ts';
import { beforeOf, purpose, purposeOf } from '../purpose.ts';
import { type Answer, anything, input, integer, list, map, type Request, type Route, text } from '../route.ts';

const tus =
  (host: HttpHost) =>
  async ({ koa, context }: Request) => {
    koa.respond = false;
    await host.upload(koa.req, koa.res, context.actor);
    return {};
  };

const uploadRoutes = (host: HttpHost): readonly Route[] => [
  {
    method: 'options',
    path: '/files',
    id: 'uploadOptions',
    summary: 'What the upload protocol offers',
    exempt: true,
    answers: { 204: null },
    handle: tus(host),
  },
  {
    method: 'post',
    path: '/files',
    id: 'beginUpload',
    summary: 'Begin a resumable upload (tus)',
    exempt: true,
    answers: { 201: null },
    handle: tus(host),
  },
  {
    method: 'head',
    path: '/files/:id',
    id: 'uploadOffset',
    summary: 'How far an upload came (tus)',
    exempt: true,
    answers: { 200: null },
    handle: tus(host),
  },
  {
    method: 'patch',
    path: '/files/:id',
    id: 'continueUpload',
    summary: 'Go on with an upload (tus)',
    exempt: true,
    answers: { 204: null },
    handle: tus(host),
  },
  {
    method: 'delete',
    path: '/files/:id',
    id: 'cancelUpload',
    summary: 'Cancel an upload that was not attached (tus)',
    exempt: true,
    answers: { 204: null },
    handle: tus(host),
  },
];

const attachedRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/records/:module/:id/files',
    id: 'attachFile',
    summary: 'Attach a finished upload to the record',
    body: input({ upload: text, name: text, field: text, about: map(anything) }, ['upload', 'name']),
    answers: { 201: map(anything) },
    handle: async ({ context, params, body, key }) => ({
      status: 201,
      body: await attachFile(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        upload: String(body.upload),
        name: String(body.name),
        field: String(body.field ?? ''),
        about: body.about,
        idempotencyKey: key,
      }),
    }),
  },
  {
    method: 'get',
    path: '/records/:module/:id/files/overview',
    id: 'overviewFiles',
    summary: 'Small pictures of the files of the record, by the id of the file: one line of the custody log',
    answers: { 200: map(text) },
    handle: async ({ context, params }) => ({
      body: await overviewFiles(context, { module: params.module ?? '', id: params.id ?? '' }),
    }),
  },
  {
    method: 'get',
    path: '/files/:id',
    id: 'readFile',
    summary: 'The original, as a download',
    query: { for: purpose },
    answers: { 200: 'application/octet-stream', 206: 'application/octet-stream' },
    handle: async ({ context, params, query, koa }) => {
      const file = await readFile(context, { id: params.id ?? '', action: purposeOf(query, 'download') });
      return await original(file, koa.get('Range'));
    },
  },
  {
    method: 'post',
    path: '/files/:id/remove',
    id: 'removeFile',
    summary: 'Take one of your own files out of its record, with a reason, before a step was passed with it',
    body: input({ reason: text }, ['reason']),
    answers: { 200: map(text) },
    handle: async ({ context, params, body, key }) => ({
      body: await removeFile(context, { id: params.id ?? '', reason: String(body.reason), idempotencyKey: key }),
    }),
  },
  {
    method: 'get',
    path: '/files/:id/custody',
    id: 'readFileCustody',
    summary: 'Who had the file in hand, newest first',
    query: { before: integer },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params, query }) => ({
      body: await readCustody(context, { kind: 'file', id: params.id ?? '', before: beforeOf(query) }),
    }),
  },
];

/** Bytes somebody else chose: the browser is told what they are, must not guess, and must run nothing in them. */
const original = async (file: OpenedFile, range: string): Promise<Answer> => {
  const part = byteRange(range, file.size);
  const headers = {
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    // Each look is to be told, so no copy is kept.
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
    ETag: `"${file.hash}"`,
  };
  if (part === 'none')
    return { status: 416, body: '', headers: { ...headers, 'Content-Range': `bytes */${file.size}` } };
  const length = part === undefined ? file.size : part.end - part.start + 1;
  return {
    status: part === undefined ? 200 : 206,
    body: await file.open(part),
    type: file.type,
    headers: {
      ...headers,
      'Content-Length': String(length),
      ...(part && { 'Content-Range': `bytes ${part.start}-${part.end}/${file.size}` }),
    },
  };
};

/** Uploads follow the tus protocol at /files; the finished one is attached to a record by its id, in a command. */
export const fileRoutes = (host: HttpHost): readonly Route[] => [...uploadRoutes(host), ...attachedRoutes];
