import { type Problem, problem } from '#engine/problem.ts';

interface Place {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/** Walks JSON without recursion, so that no nesting is deep enough to stop it; `look` ends the walk with what it found. */
const walk = (root: unknown, look: (place: Place) => string | undefined): string | undefined => {
  const left: Place[] = typeof root === 'object' && root !== null ? [{ value: root, path: '', depth: 1 }] : [];
  for (let place = left.pop(); place !== undefined; place = left.pop()) {
    const found = look(place);
    if (found !== undefined) return found;
    for (const [key, value] of Object.entries(place.value))
      if (typeof value === 'object' && value !== null)
        left.push({ value, path: `${place.path}/${key}`, depth: place.depth + 1 });
  }
  return undefined;
};

const deepest = 32;

/** Refuses a body that nests deeper than anything that is filled in or declared. */
export const checkDepth = (body: unknown): void => {
  const path = walk(body, (place) => (place.depth > deepest ? place.path : undefined));
  if (path !== undefined)
    throw problem('invalid-input', { issues: [{ path, code: 'body.depth', params: { limit: deepest } }] });
};

const forbidden = '__proto__';

const forbiddenPlace = (text: string): string | undefined => {
  try {
    return walk(JSON.parse(text), ({ value, path }) =>
      Object.hasOwn(value, forbidden) ? `${path}/${forbidden}` : undefined,
    );
  } catch {
    return undefined;
  }
};

/** What the body parser refused, with the place of the fault where there is one; undefined for faults of other kinds. */
export const bodyFault = (error: unknown): Problem | undefined => {
  const { body, message } = error as { readonly body?: unknown; readonly message?: unknown };
  if (typeof body !== 'string') return undefined;
  const path = forbiddenPlace(body);
  if (path !== undefined)
    return problem('invalid-input', { issues: [{ path, code: 'body.forbiddenKey', params: { key: forbidden } }] });
  const position = /at position (\d+)/.exec(String(message))?.[1];
  const place = position ?? String(body.length);
  return problem('malformed-request', { issues: [{ path: '', code: 'body.json', params: { position: place } }] });
};
