import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa, { type Context } from 'koa';

export interface Asked {
  readonly secret: string | undefined;
  readonly id: string | undefined;
  readonly state: string | null;
  readonly body: Record<string, unknown>;
}
export interface Told {
  readonly status: number;
  readonly body: unknown;
}
export type Doing = 'list' | 'read' | 'create' | 'update' | 'submit';
type Answer = (doing: Doing, asked: Asked) => Promise<Told>;
type Serve = (answer: Answer, port: number, ready: () => void) => void;

const secretOf = (header: string | undefined): string | undefined => header?.slice('Bearer '.length);

/** The platform's own HTTP libraries, used as their manuals show. */
export const serveKoa: Serve = (answer, port, ready) => {
  const router = new Router();
  const route = (doing: Parameters<Answer>[0]) => async (ctx: Context) => {
    const told = await answer(doing, {
      secret: secretOf(ctx.get('authorization')),
      id: ctx.params.id,
      state: typeof ctx.query.state === 'string' ? ctx.query.state : null,
      body: ((ctx.request as { body?: unknown }).body ?? {}) as Record<string, unknown>,
    });
    ctx.status = told.status;
    ctx.body = told.body;
  };
  router.get('/cases', route('list'));
  router.get('/cases/:id', route('read'));
  router.post('/cases', route('create'));
  router.put('/cases/:id', route('update'));
  router.post('/cases/:id/actions/submit', route('submit'));
  new Koa().use(bodyParser()).use(router.routes()).listen(port, '127.0.0.1', ready);
};

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const send = (response: ServerResponse, { status, body }: Told): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

/** node:http with nothing on it. */
export const servePlain: Serve = (answer, port, ready) => {
  const handle = async (request: IncomingMessage): Promise<Told> => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const [, , id, action] = path.split('/');
    const reads = request.method === 'GET';
    const doing = reads
      ? id === undefined
        ? 'list'
        : 'read'
      : id === undefined
        ? 'create'
        : action
          ? 'submit'
          : 'update';
    return answer(doing, {
      secret: secretOf(request.headers.authorization),
      id,
      state: new URLSearchParams(query).get('state'),
      body: reads ? {} : await bodyOf(request),
    });
  };
  createServer((request, response) => {
    handle(request).then(
      (told) => send(response, told),
      (error: unknown) => send(response, { status: 500, body: { error: String(error) } }),
    );
  }).listen(port, '127.0.0.1', ready);
};
