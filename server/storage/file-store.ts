import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sniffLength, sniffType } from './file-type.ts';

interface StoredFile {
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

/** Content by hash: what is stored under a hash never changes, and is on the disk before its hash is told. */
export interface DiskFileStore {
  put(bytes: Uint8Array): Promise<StoredFile>;
  /** Takes in a finished file of the same file system whose hash is known, by a second name: the first one stays. */
  adopt(path: string, hash: string): Promise<void>;
  bytes(hash: string): Promise<Uint8Array>;
  read(hash: string, part?: { readonly start: number; readonly end: number }): ReadStream;
  has(hash: string): Promise<boolean>;
  /** For what nothing refers to any more. */
  remove(hash: string): Promise<void>;
  /** The hash of what is on the disk now, or undefined when it is not there. */
  hashNow(hash: string): Promise<string | undefined>;
}

const shape = /^[0-9a-f]{64}$/;

export const openFileStore = async (dataDir: string): Promise<DiskFileStore> => {
  const root = join(dataDir, 'files');
  const temporary = join(root, 'tmp');
  await mkdir(temporary, { recursive: true });
  await dropAbandoned(temporary);
  const pathOf = (hash: string): string => {
    if (!shape.test(hash)) throw new Error('not a content hash');
    return join(root, hash.slice(0, 2), hash);
  };
  /** What is there already under the hash is the same. */
  const settle = async (path: string, hash: string, name: typeof link): Promise<void> => {
    const target = pathOf(hash);
    if (await exists(target)) return;
    await mkdir(dirname(target), { recursive: true });
    await flush(path);
    await name(path, target).catch(unlessThere);
    await flush(dirname(target));
    await flush(root);
  };
  return {
    adopt: (path, hash) => settle(path, hash, link),
    put: async (bytes) => {
      const path = join(temporary, randomUUID());
      await writeFile(path, bytes, { mode: 0o600 });
      const stored = await describe(path);
      await settle(path, stored.hash, rename);
      await rm(path, { force: true });
      return stored;
    },
    bytes: (hash) => readFile(pathOf(hash)),
    read: (hash, part) => createReadStream(pathOf(hash), part),
    has: (hash) => exists(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    hashNow: async (hash) => ((await exists(pathOf(hash))) ? (await describe(pathOf(hash))).hash : undefined),
  };
};

/** What a process that died left behind; a younger file may belong to one that is still writing. */
const dropAbandoned = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 3_600_000) await rm(path, { force: true });
  }
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Somebody else has taken in the same meanwhile. */
const unlessThere = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
};

/** A rename survives a power cut only when the folder is flushed as well. */
const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const describe = async (path: string): Promise<StoredFile> => {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < sniffLength) head = Buffer.concat([head, chunk.subarray(0, sniffLength - head.length)]);
  }
  return { hash: hash.digest('hex'), size, type: sniffType(head) };
};
