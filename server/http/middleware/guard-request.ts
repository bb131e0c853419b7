import { randomUUID } from 'node:crypto';
import type { Context as KoaContext, Next } from 'koa';
import { problem } from '#engine/problem.ts';

/** Every request gets an id of our own; one from outside is never trusted. */
export const nameRequest = async (ctx: KoaContext, next: Next): Promise<void> => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes another site makes the browser send: the Fetch Metadata header, and the Origin where it is older.
 * A request with neither comes from no browser and carries no cookie of one.
 */
export const refuseForeignSites =
  (publicUrl: string | undefined) =>
  async (ctx: KoaContext, next: Next): Promise<void> => {
    if (!safe.has(ctx.method)) {
      const site = ctx.get('Sec-Fetch-Site');
      const origin = ctx.get('Origin');
      if (site === 'cross-site' || (site === 'same-site' && publicUrl === undefined)) throw problem('not-permitted');
      const expected = publicUrl === undefined ? `${ctx.protocol}://${ctx.host}` : new URL(publicUrl).origin;
      if (origin !== '' && origin !== expected) throw problem('not-permitted');
    }
    await next();
  };

/** A longer address than any list query needs is refused before it is read. */
export const boundUrl = async (ctx: KoaContext, next: Next): Promise<void> => {
  if (ctx.url.length > 8192) throw problem('malformed-request');
  await next();
};
