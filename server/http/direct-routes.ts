import type { Context as KoaContext, Next } from 'koa';
import type { Route } from './route.ts';

type Handle = (ctx: KoaContext) => Promise<void>;

interface Entry {
  readonly segments: readonly string[];
  readonly handle: Handle;
}

/** The values of a route's parameters, or undefined where a path is not of the route. */
const match = (wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
};

/**
 * A table of the routes by method and length, asked before the router: most requests spell a route as it is declared
 * and need no pattern. Whatever else comes (escapes, other cases, wrong methods) is the router's.
 */
export const directRoutes = (prefix: string) => {
  const table = new Map<string, Entry[]>();
  const add = ({ method, path }: Pick<Route, 'method' | 'path'>, handle: Handle): void => {
    const segments = path.split('/');
    const key = `${method.toUpperCase()} ${segments.length}`;
    table.set(key, [...(table.get(key) ?? []), { segments, handle }]);
  };
  const middleware = (ctx: KoaContext, next: Next): Promise<void> => {
    const { path } = ctx;
    if (!path.startsWith(`${prefix}/`) || path.includes('%')) return next();
    const given = path.slice(prefix.length).split('/');
    for (const { segments, handle } of table.get(`${ctx.method} ${given.length}`) ?? []) {
      const params = match(segments, given);
      if (params === undefined) continue;
      ctx.params = params;
      return handle(ctx);
    }
    return next();
  };
  return { add, middleware };
};
