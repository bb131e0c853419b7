import type { Context as KoaContext } from 'koa';
import type { Actor } from '#server/command/context.ts';
import type { HttpHost } from '../host.ts';

export type ActorSource = (ctx: KoaContext) => Promise<Actor | undefined>;

export const sessionCookie = 'zhifa_session';

/** The secret a request carries: an API token, or the cookie of a session. */
export const secretOf = (ctx: KoaContext): string | undefined => {
  const header = ctx.get('Authorization');
  if (header.startsWith('Bearer ')) return header.slice('Bearer '.length).trim() || undefined;
  return ctx.cookies.get(sessionCookie) || undefined;
};

/** Who asks: remembered for a second at most, so that a suspension holds within it. */
export const signedInActor =
  (host: HttpHost): ActorSource =>
  async (ctx) => {
    const secret = secretOf(ctx);
    return secret === undefined ? undefined : await host.actorOf(secret);
  };
