/** Everything the interface knows of the HTTP contract. */
export interface ApiIssue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A refusal of the server (RFC 9457), or of the network when `status` is 0. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly issues: readonly ApiIssue[];

  constructor(status: number, slug: string, title: string, issues: readonly ApiIssue[]) {
    super(title);
    this.name = 'ApiProblem';
    this.status = status;
    this.slug = slug;
    this.issues = issues;
  }
}

export interface ApiAnswer<T> {
  readonly body: T;
  readonly headers: Headers;
}

const language = (): string => document.documentElement.lang || 'zh-CN';

/** A key for one intention: made once when the person presses the button, sent again when the network fails. */
export const newKey = (): string => crypto.randomUUID();

const refusal = async (response: Response): Promise<ApiProblem> => {
  const body = (await response.json().catch(() => ({}))) as { type?: string; title?: string; issues?: ApiIssue[] };
  return new ApiProblem(response.status, (body.type ?? '').split(':').at(-1) ?? '', body.title ?? response.statusText, body.issues ?? []);
};

const send = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<ApiAnswer<T>> => {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const options = { method, headers, credentials: 'same-origin' as const, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(`/api${path}`, options).catch(() => {
    throw new ApiProblem(0, 'offline', 'offline', []);
  });
  if (!response.ok) throw await refusal(response);
  return { body: (response.status === 204 ? undefined : await response.json()) as T, headers: response.headers };
};

export const api = {
  get: async <T>(path: string): Promise<T> => (await send<T>('GET', path)).body,
  page: <T>(path: string): Promise<ApiAnswer<T>> => send<T>('GET', path),
  post: async <T>(path: string, body: unknown = {}, key: string = newKey()): Promise<T> => (await send<T>('POST', path, body, key)).body,
  put: async <T>(path: string, body: unknown, key: string = newKey()): Promise<T> => (await send<T>('PUT', path, body, key)).body,
  remove: async (path: string, key: string = newKey()): Promise<void> => {
    await send('DELETE', path, undefined, key);
  },
};
