/** Everything the interface knows of how the server is spoken to. */
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

/** A key for one intention: made once when a dialog opens, sent again when the network fails. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Told with the status of every answer (0 where there was none), so that the frame can show that a session or the network has ended. */
export const answered: { tell: (status: number) => void } = { tell: () => undefined };

const refusal = async (response: Response): Promise<ApiProblem> => {
  const body = (await response.json().catch(() => ({}))) as { type?: string; title?: string; issues?: ApiIssue[] };
  const slug = (body.type ?? '').split(':').at(-1) ?? '';
  return new ApiProblem(response.status, slug, body.title ?? response.statusText, body.issues ?? []);
};

export const request = async (
  method: string,
  path: string,
  more: { headers?: Record<string, string>; body?: BodyInit; signal?: AbortSignal } = {},
): Promise<Response> => {
  const headers = { Accept: 'application/json', 'Accept-Language': language(), ...more.headers };
  const { body, signal } = more;
  const options = {
    method,
    headers,
    credentials: 'same-origin' as const,
    ...(body && { body }),
    ...(signal && { signal }),
  };
  const response = await fetch(`/api${path}`, options).catch(() => undefined);
  // Ended from this side: that says nothing of the network.
  if (signal?.aborted) throw new ApiProblem(0, 'aborted', '', []);
  answered.tell(response?.status ?? 0);
  if (response === undefined) throw new ApiProblem(0, 'offline', '', []);
  if (!response.ok) throw await refusal(response);
  return response;
};

const send = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<ApiAnswer<T>> => {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const response = await request(method, path, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const empty = response.status === 204 || response.headers.get('Content-Length') === '0';
  return { body: (empty ? undefined : await response.json()) as T, headers: response.headers };
};

const pauses = [400, 1500, 4000];

/** Sends a write again with its key while the network fails or the server is busy: the same intention is done once. */
const insist = async <T>(work: () => Promise<T>): Promise<T> => {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiProblem) || (error.status !== 0 && error.status !== 503)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return await work();
};

const write = <T>(method: string, path: string, body: unknown, key: string): Promise<T> =>
  insist(async () => (await send<T>(method, path, body, key)).body);

export const api = {
  get: async <T>(path: string): Promise<T> => (await send<T>('GET', path)).body,
  page: <T>(path: string): Promise<ApiAnswer<T>> => send<T>('GET', path),
  post: <T>(path: string, body: unknown = {}, key: string = newKey()): Promise<T> => write<T>('POST', path, body, key),
  put: <T>(path: string, body: unknown, key: string = newKey()): Promise<T> => write<T>('PUT', path, body, key),
  /** Once and without a key: signing in and autosave. */
  once: async <T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T> =>
    (await send<T>(method, path, body)).body,
  remove: (path: string, key: string = newKey()): Promise<void> => write('DELETE', path, undefined, key),
  blob: async (path: string): Promise<Blob> =>
    await (await request('GET', path, { headers: { Accept: '*/*' } })).blob(),
};
