import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { freePort } from '#test/support/servers.ts';
import { type Ask, send } from './load.ts';
import { type Started, startProgram } from './process.ts';
import { asker, filling } from './setting.ts';

/** A server under measurement and how each operation is asked of it. */
export interface Server extends Started {
  readonly name: 'platform' | 'bare' | 'bare+audit';
  readonly port: number;
  readonly ask: Asks;
}

export interface Asks {
  readonly create: () => Ask;
  readonly read: (id: string) => Ask;
  readonly update: (id: string, version: number) => Ask;
  readonly list: () => Ask;
  readonly action: (id: string, version: number) => Ask;
}

export interface Place {
  readonly url: string;
  readonly dataDir: string;
}

const root = join(import.meta.dirname, '..');

export const startBare = async (place: Place, audited: boolean, http: 'koa' | 'plain'): Promise<Server> => {
  const port = await freePort();
  const url = place.url.startsWith('sqlite:') ? `sqlite:${join(place.dataDir, place.url.slice(7))}` : place.url;
  const env = { PORT: String(port), DATABASE_URL: url, AUDIT: audited ? '1' : '0', HTTP: http };
  const started = await startProgram([join(root, 'bench/bare.ts')], env, /is ready/);
  const headers = { authorization: 'Bearer secret' };
  const write = (method: string, path: string, body: object): Ask => ({
    method,
    path,
    headers,
    body: JSON.stringify(body),
  });
  return {
    ...started,
    name: audited ? 'bare+audit' : 'bare',
    port,
    ask: {
      create: () => write('POST', '/cases', { data: filling }),
      read: (id) => ({ method: 'GET', path: `/cases/${id}`, headers }),
      update: (id, version) => write('PUT', `/cases/${id}`, { data: filling, version }),
      list: () => ({ method: 'GET', path: '/cases?state=investigating', headers }),
      action: (id, version) => write('POST', `/cases/${id}/actions/submit`, { data: {}, version }),
    },
  };
};

/** The options `npm start` gives to Node. */
const startOptions = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
};

/** The platform as an operator starts it; `startMs` ends with the first list an officer gets. */
export const startPlatform = async (
  { url, dataDir }: Place,
  options: readonly string[] = [],
): Promise<Server & { readonly toFirstListMs: number }> => {
  const port = await freePort();
  const began = performance.now();
  const compiled = join(dataDir, 'compiled');
  const env = { PORT: String(port), DATABASE_URL: url, DATA_DIR: dataDir, NODE_COMPILE_CACHE: compiled };
  const started = await startProgram([...startOptions(), ...options, join(root, 'server/main.ts')], env, /is ready at/);
  const cookie = await signIn(port);
  const headers = { cookie };
  const list: Ask = { method: 'GET', path: '/api/records/case?state=investigating&sort=-modified&limit=20', headers };
  const agent = new Agent();
  const { status, text } = await send(agent, port, list);
  agent.destroy();
  if (status !== 200) throw new Error(`the list answered ${status}: ${text.slice(0, 500)}`);
  const toFirstListMs = performance.now() - began;
  const write = (method: string, path: string, body: object): Ask => ({
    method,
    path,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });
  return {
    ...started,
    name: 'platform',
    port,
    toFirstListMs,
    ask: {
      create: () => write('POST', '/api/records/case', { data: filling }),
      read: (id) => ({ method: 'GET', path: `/api/records/case/${id}`, headers }),
      update: (id, version) =>
        write('PUT', `/api/records/case/${id}`, { form: 'caseRegister', data: filling, version }),
      list: () => list,
      action: (id, version) => write('POST', `/api/records/case/${id}/actions/submitSource`, { data: {}, version }),
    },
  };
};

const signIn = async (port: number): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: asker.account, password: asker.password }),
  });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};
