import { problem } from '#engine/problem.ts';
import type { Purpose } from '#server/query/read-file.ts';
import type { JsonSchema } from './route.ts';

const purposes: readonly Purpose[] = ['view', 'download', 'print'];

/** The query parameter by which the custody log is told what bytes are asked for. */
export const purpose: JsonSchema = { type: 'string', enum: purposes };

export const purposeOf = (query: URLSearchParams, otherwise: Purpose): Purpose => {
  const asked = query.get('for');
  if (asked === null) return otherwise;
  const known = purposes.find((one) => one === asked);
  if (known === undefined) throw problem('invalid-input', { issues: [{ path: '/for', code: 'query.type' }] });
  return known;
};

/** The line of a log before which a page of it ends. */
export const beforeOf = (query: URLSearchParams): number | undefined => {
  const before = query.get('before');
  return before === null ? undefined : Number(before);
};
