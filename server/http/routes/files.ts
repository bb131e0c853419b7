import { problem } from '#engine/problem.ts';
import { attachFile } from '#server/command/attach-file.ts';
import { readFile } from '#server/query/read-file.ts';
import type { HttpHost } from '../host.ts';
import { anything, input, map, type Request, type Route, text } from '../route.ts';

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
];

const attachedRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/records/:module/:id/files',
    id: 'attachFile',
    summary: 'Attach a finished upload to the record',
    body: input({ upload: text, name: text, field: text }, ['upload', 'name']),
    answers: { 201: map(anything) },
    handle: async ({ context, params, body, key }) => ({
      status: 201,
      body: await attachFile(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        upload: String(body.upload),
        name: String(body.name),
        field: String(body.field ?? ''),
        idempotencyKey: key,
      }),
    }),
  },
  {
    method: 'get',
    path: '/files/:id',
    id: 'readFile',
    summary: 'The original, as a download',
    query: { view: text },
    answers: { 200: 'application/octet-stream' },
    handle: async ({ context, params, query }) => {
      const file = await readFile(context, {
        id: params.id ?? '',
        action: query.get('view') === null ? 'download' : 'view',
      });
      if (file === undefined) throw problem('not-found');
      return {
        body: file.stream,
        type: file.type,
        headers: {
          'Content-Length': String(file.size),
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        },
      };
    },
  },
];

/** Uploads follow the tus protocol at /files; the finished one is attached to a record by its id, in a command. */
export const fileRoutes = (host: HttpHost): readonly Route[] => [...uploadRoutes(host), ...attachedRoutes];
