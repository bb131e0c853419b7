import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface Client {
  readonly cookie: string;
  request<T>(
    method: string,
    path: string,
    body?: unknown,
    options?: { key?: string; headers?: Record<string, string> },
  ): Promise<Reply<T>>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, key?: string): Promise<T>;
  put<T>(path: string, body: unknown, key?: string): Promise<T>;
}

const read = async (response: Response): Promise<unknown> => {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204) return undefined;
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return undefined;
  return type.includes('json') ? JSON.parse(bytes.toString()) : bytes;
};

const succeeded = <T>(reply: Reply<T>, what: string): T => {
  assert.ok(reply.status < 300, `${what} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body;
};

/** Speaks HTTP to a system as one signed-in person. */
export const clientOf = (url: string, cookie: string): Client => {
  const request: Client['request'] = async <T>(
    method: string,
    path: string,
    body?: unknown,
    options: { key?: string; headers?: Record<string, string> } = {},
  ) => {
    const headers: Record<string, string> = { cookie, 'accept-language': 'zh-CN', ...options.headers };
    if (method !== 'GET') headers['idempotency-key'] = options.key ?? randomUUID();
    if (body !== undefined) headers['content-type'] ??= 'application/json';
    const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${url}/api${path}`, { method, headers, ...content });
    return { status: response.status, body: (await read(response)) as T, headers: response.headers };
  };
  return {
    cookie,
    request,
    get: async <T>(path: string) => succeeded(await request<T>('GET', path), `GET ${path}`),
    post: async <T>(path: string, body: unknown = {}, key?: string) =>
      succeeded(await request<T>('POST', path, body, key === undefined ? {} : { key }), `POST ${path}`),
    put: async <T>(path: string, body: unknown, key?: string) =>
      succeeded(await request<T>('PUT', path, body, key === undefined ? {} : { key }), `PUT ${path}`),
  };
};

/** Signs a person of the demonstration in. */
export const signIn = async (url: string, username: string, password = 'demo'): Promise<Client> => {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  assert.equal(response.status, 200, `${username} signs in: ${await response.clone().text()}`);
  return clientOf(url, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
};
