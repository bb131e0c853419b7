import type { Context as KoaContext, Next } from 'koa';
import type { HttpHost } from './host.ts';

/** The addresses for operators and their monitors. */
export const serveOperators =
  (host: HttpHost) =>
  async (ctx: KoaContext, next: Next): Promise<void> => {
    if (ctx.path === '/healthz') {
      ctx.body = { ok: true };
    } else if (ctx.path === '/readyz') {
      const state = await host.readiness();
      ctx.status = state.ready ? 200 : 503;
      ctx.body = state;
    } else if (ctx.path === '/metrics') {
      ctx.type = 'text/plain; version=0.0.4';
      ctx.body = await host.metrics();
    } else await next();
  };
