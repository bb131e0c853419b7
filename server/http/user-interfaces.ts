import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { Context as KoaContext, Next } from 'koa';

const immutable = /[.-][A-Za-z0-9_-]{8,}\.(js|css|woff2?|ttf|svg|png|json)$/;

const fileFor = (folder: string, path: string): string | undefined => {
  const candidate = normalize(join(folder, decodeURIComponent(path)));
  if (!candidate.startsWith(folder + sep) || !existsSync(candidate) || !statSync(candidate).isFile()) return undefined;
  return candidate;
};

/** Serves the two built interfaces; a path without a file is a page of theirs, so its index answers. */
export const serveUserInterfaces =
  (folder: string) =>
  async (ctx: KoaContext, next: Next): Promise<void> => {
    const isPage = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (
      !isPage ||
      ctx.path.startsWith('/api/') ||
      ctx.path === '/healthz' ||
      ctx.path === '/readyz' ||
      ctx.path === '/metrics'
    ) {
      return next();
    }
    const index = ctx.path.startsWith('/admin') ? 'admin-ui/index.html' : 'runtime-ui/index.html';
    const file = fileFor(folder, ctx.path) ?? fileFor(folder, index);
    if (file === undefined) return next();
    ctx.type = extname(file);
    ctx.set('Cache-Control', immutable.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
    ctx.length = statSync(file).size;
    ctx.body = createReadStream(file);
  };
