import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

export interface Uploads {
  /** Answers one request of the tus protocol for an account. */
  handle(request: IncomingMessage, response: ServerResponse, account: string): Promise<void>;
  /** The file of a complete upload of this account; undefined when there is none. */
  finished(upload: string, account: string): Promise<string | undefined>;
  /** Forgets an upload whose file was taken over. */
  forget(upload: string): Promise<void>;
}

/** 4 GiB: a long video of an inspection. */
const maxSize = 4 * 1024 ** 3;
const shape = /^[0-9a-f-]{36}$/;

/** Resumable uploads on disk. An upload belongs to the account that began it; to others it does not exist. */
export const createUploads = (dataDir: string): Uploads => {
  const folder = join(dataDir, 'uploads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = new FileStore({ directory: folder });
  const asking = new AsyncLocalStorage<string>();
  const ownerOf = async (id: string) => (await store.getUpload(id)).metadata?.account;
  const server = new Server({
    path: '/api/files',
    datastore: store,
    maxSize,
    relativeLocation: true,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_request, upload) => ({
      metadata: { ...upload.metadata, account: asking.getStore() ?? '' },
    }),
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST' || request.method === 'OPTIONS') return;
      if (!shape.test(id) || (await ownerOf(id)) !== asking.getStore()) throw { status_code: 404, body: 'not found' };
    },
  });
  return {
    handle: (request, response, account) => asking.run(account, () => server.handle(request, response)),
    finished: async (upload, account) => {
      if (!shape.test(upload)) return undefined;
      const found = await store.getUpload(upload).catch(() => undefined);
      const complete = found !== undefined && found.size !== undefined && found.offset === found.size;
      return complete && found.metadata?.account === account ? join(folder, upload) : undefined;
    },
    forget: (upload) => rm(join(folder, `${upload}.json`), { force: true }),
  };
};
