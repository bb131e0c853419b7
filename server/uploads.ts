import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Server, type Upload } from '@tus/server';
import { faultByName, faultOf, largestFile } from '#engine/file/limits.ts';
import type { Issue } from '#engine/issue.ts';
import { type Language, translate } from '#engine/message/translate.ts';
import { type ProblemSlug, problem } from '#engine/problem.ts';
import { type UploadFault, UploadStore } from './storage/upload-store.ts';

/** A finished upload as it was hashed while it came in. */
interface FinishedUpload {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
}

export interface Uploads {
  /** Answers one request of the tus protocol for an account. */
  handle(request: IncomingMessage, response: ServerResponse, account: string): Promise<void>;
  /** A complete upload of this account; undefined when there is none. */
  finished(upload: string, account: string): Promise<FinishedUpload | undefined>;
  /** Forgets an upload whose file was taken over. */
  forget(upload: string): Promise<void>;
  /** Drops what was begun and not finished in time; gives how many there were. */
  dropExpired(): Promise<number>;
}

const day = 24 * 3_600_000;
/** Who was cut off on a Friday goes on after the holidays. */
const lifetime = 10 * day;
/** What one account may have begun and not handed over. */
const quota = { count: 200, bytes: 20 * 1024 ** 3 };
/** Left free on the disk for everything else that writes. */
const reserve = 256 * 1024 ** 2;
const shape = /^[0-9a-f-]{36}$/;

const refusal = (slug: ProblemSlug, language: Language, issue?: Issue): UploadFault => {
  const { status } = problem(slug);
  const title = translate({ path: '', code: slug }, language);
  const issues = issue === undefined ? [] : [{ ...issue, message: translate(issue, language) }];
  const body = { type: `urn:problem-type:zhifa:${slug}`, title, status, issues };
  return { status_code: status, body: JSON.stringify(body) };
};

/** Resumable uploads on disk. An upload belongs to the account that began it; to others it does not exist. */
export const createUploads = (dataDir: string): Uploads => {
  const folder = join(dataDir, 'uploads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const asking = new AsyncLocalStorage<{ readonly account: string; readonly language: Language }>();
  const account = () => asking.getStore()?.account ?? '';
  const refuse = (slug: ProblemSlug, issue?: Issue) => refusal(slug, asking.getStore()?.language ?? 'zh', issue);
  const store = new UploadStore(folder, lifetime, ({ metadata, size = 0 }, type) => {
    const name = metadata?.filename;
    const fault = typeof name === 'string' ? faultOf({ name, size, type }, {}) : undefined;
    return fault && refuse('unsupported-type', fault);
  });
  const ownerOf = async (id: string) => (await store.getUpload(id)).metadata?.account;
  const admit = async ({ size = 0, metadata }: Upload): Promise<void> => {
    const name = metadata?.filename;
    const fault = typeof name === 'string' ? faultByName({ name, size }, {}) : undefined;
    if (fault !== undefined) throw refuse(fault.code === 'file.tooLarge' ? 'too-large' : 'unsupported-type', fault);
    const begun = await store.begunBy(account());
    if (begun.count >= quota.count || begun.bytes + size > quota.bytes)
      throw refuse('too-many', { path: '', code: 'file.quota', params: { count: begun.count } });
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize - size < reserve) throw refuse('storage-full');
  };
  const server = new Server({
    path: '/api/files',
    datastore: store,
    maxSize: largestFile,
    relativeLocation: true,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_request, upload) => {
      await admit(upload);
      return { metadata: { ...upload.metadata, account: account() } };
    },
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST' || request.method === 'OPTIONS') return;
      if (!shape.test(id) || (await ownerOf(id)) !== account()) throw { status_code: 404, body: 'not found' };
    },
    onResponseError: (_request, error) =>
      'status_code' in error && error.status_code === 507 ? refuse('storage-full') : undefined,
  });
  return {
    handle: (request, response, asker) => {
      const language = /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
      return asking.run({ account: asker, language }, () => server.handle(request, response));
    },
    finished: async (upload, asker) => {
      if (!shape.test(upload)) return undefined;
      const found = await store.getUpload(upload).catch(() => undefined);
      const { size, offset, metadata } = found ?? {};
      if (size === undefined || offset !== size || metadata?.account !== asker) return undefined;
      const [hash, type] = [await store.digestOf(upload, size), await store.typeOf(upload)];
      return { path: join(folder, upload), hash, size, type };
    },
    forget: (upload) => store.remove(upload).catch(() => undefined),
    dropExpired: () => server.cleanUpExpiredUploads(),
  };
};
