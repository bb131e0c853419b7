import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa, { type Context as KoaContext, type Middleware, type Next } from 'koa';
import helmet from 'koa-helmet';
import { problem } from '#engine/problem.ts';
import type { Origin } from '#server/command/context.ts';
import { bodyFault, checkDepth } from './body-fault.ts';
import { checkBody } from './check-body.ts';
import { directRoutes } from './direct-routes.ts';
import type { HttpHost } from './host.ts';
import { languageOf } from './language.ts';
import { boundUrl, nameRequest, refuseForeignSites } from './middleware/guard-request.ts';
import { type ActorSource, signedInActor } from './middleware/signed-in.ts';
import { openApi } from './openapi.ts';
import { serveOperators } from './operators.ts';
import { answerProblems } from './problem.ts';
import type { Answer, Request, Route } from './route.ts';
import { routes } from './routes.ts';
import { serveUserInterfaces } from './user-interfaces.ts';

const writes = new Set(['post', 'put', 'delete', 'patch']);
const keyPattern = /^[A-Za-z0-9._:-]{8,100}$/;

const idempotencyKey = (ctx: KoaContext, route: Route): string => {
  if (!writes.has(route.method) || route.exempt) return '';
  const key = ctx.get('Idempotency-Key');
  if (!keyPattern.test(key)) throw problem('idempotency-missing');
  return key;
};

const send = (ctx: KoaContext, answer: Answer): void => {
  if (answer.headers) ctx.set({ ...answer.headers });
  ctx.status = answer.status ?? (answer.body === undefined ? 204 : 200);
  if (answer.body !== undefined) ctx.body = answer.body;
  if (answer.type) ctx.type = answer.type;
};

const originOf = (ctx: KoaContext): Origin => ({ address: ctx.ip, agent: ctx.get('User-Agent').slice(0, 300) });

const handle =
  (route: Route, host: HttpHost, actors: ActorSource) =>
  async (ctx: KoaContext): Promise<void> => {
    const actor = await actors(ctx);
    if (actor === undefined && !route.public) throw problem('not-signed-in');
    const body = ((ctx.request as { body?: unknown }).body ?? {}) as Request['body'];
    checkDepth(body);
    if (route.body) checkBody(route, body);
    const answer = await route.handle({
      context: await host.context(actor, ctx.state.requestId, originOf(ctx)),
      params: ctx.params as Record<string, string>,
      query: new URLSearchParams(ctx.querystring),
      body,
      key: idempotencyKey(ctx, route),
      get language() {
        return languageOf(ctx);
      },
      koa: ctx,
    });
    if (ctx.respond !== false) send(ctx, answer);
  };

const helmetOf = (host: HttpHost) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    hsts: host.publicUrl?.startsWith('https:') ?? false,
  });

/** Helmet's headers are the same for every answer: they are taken from it once. */
const policy = (host: HttpHost) => {
  const seen = new Map<string, string>();
  const response = { setHeader: (name: string, value: string) => seen.set(name, value), removeHeader: () => {} };
  const ready = helmetOf(host)({ req: {}, res: response } as unknown as KoaContext, async () => {});
  return async (ctx: KoaContext, next: Next): Promise<void> => {
    await ready;
    for (const [name, value] of seen) ctx.res.setHeader(name, value);
    await next();
  };
};

const parser = (jsonLimit: string) =>
  bodyParser({
    enableTypes: ['json'],
    jsonLimit,
    encoding: 'utf-8',
    onError: (error) => {
      throw bodyFault(error) ?? error;
    },
  });

/** A body is read before anybody is asked who he is: it is small, but where a whole pack comes in. */
const parseBody = (all: readonly Route[]): Middleware => {
  const [small, large] = [parser('1mb'), parser('8mb')];
  const wide = new Set(all.filter(({ largeBody }) => largeBody).map(({ path }) => `/api${path}`));
  return (ctx, next) => (wide.has(ctx.path) ? large : small)(ctx, next);
};

/** The HTTP surface: one readable page. Order matters: headers above refusals, refusals above everything that may refuse. */
export const createApp = (host: HttpHost): Koa => {
  const app = new Koa({ proxy: host.trustProxy });
  app.silent = true;
  const router = new Router({ prefix: '/api' });
  const actors = signedInActor(host);
  const all = [...routes(host)];
  all.push(openApi(all, host));
  const direct = directRoutes('/api');
  for (const route of all) {
    const answer = handle(route, host, actors);
    router[route.method](route.path, answer);
    direct.add(route, answer);
  }
  app.use(nameRequest);
  app.use(policy(host));
  app.use(answerProblems(host.report));
  app.use(boundUrl);
  app.use(refuseForeignSites(host.publicUrl));
  app.use(serveOperators(host));
  app.use(serveUserInterfaces(host.interfaces));
  app.use(parseBody(all));
  app.use(direct.middleware);
  app.use(router.routes());
  app.use(
    router.allowedMethods({
      throw: true,
      notImplemented: () => problem('method-not-allowed'),
      methodNotAllowed: () => problem('method-not-allowed'),
    }),
  );
  return app;
};
