import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { sniffLength, sniffType } from './file-type.ts';

interface Running {
  readonly hash: Hash;
  /** Bytes hashed so far. */
  length: number;
}

interface Begun {
  readonly account: string;
  readonly size: number;
}

/** As the tus server answers it. */
export interface UploadFault {
  readonly status_code: number;
  readonly body: string;
}

/** Hashes that go on in memory; of others what is on the disk is read again. */
const mostRunning = 500;

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Uploads on the disk, each hashed while its bytes come in. `judge` looks at the first bytes of each. */
export class UploadStore extends FileStore {
  readonly #running = new Map<string, Running>();
  readonly #judge: (upload: Upload, type: string) => UploadFault | undefined;
  #open: Promise<Map<string, Begun>> | undefined;

  constructor(directory: string, lifetime: number, judge: (upload: Upload, type: string) => UploadFault | undefined) {
    super({ directory, expirationPeriodInMilliseconds: lifetime });
    this.#judge = judge;
  }

  /** Number and bytes of what an account has begun and not handed over. */
  async begunBy(account: string): Promise<{ readonly count: number; readonly bytes: number }> {
    const own = [...(await this.#begun()).values()].filter((one) => one.account === account);
    return { count: own.length, bytes: own.reduce((sum, { size }) => sum + size, 0) };
  }

  override async create(upload: Upload): Promise<Upload> {
    const made = await super.create(upload);
    (await this.#begun()).set(upload.id, begunOf(upload));
    return made;
  }

  override async remove(id: string): Promise<void> {
    this.#running.delete(id);
    (await this.#begun()).delete(id);
    await super.remove(id);
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const path = join(this.directory, id);
    const running = await this.#hashedTo(id, offset);
    // To be trusted again only once what was hashed is what was written.
    this.#running.delete(id);
    try {
      const sink = createWriteStream(path, { flags: 'r+', start: offset, flush: true });
      await pipeline(readable, (source: AsyncIterable<Buffer>) => hashing(running, source), sink);
    } catch (error) {
      if (isFull(error)) throw { status_code: 507, body: 'no space' } satisfies UploadFault;
      throw error;
    }
    this.#keep(id, running);
    if (offset === 0) await this.#judgeHead(id);
    return running.length;
  }

  /** The hash of a whole upload: of what came in where that was followed, else of what is on the disk. */
  async digestOf(id: string, size: number): Promise<string> {
    const { hash } = await this.#hashedTo(id, size);
    return hash.copy().digest('hex');
  }

  async typeOf(id: string): Promise<string> {
    const file = await open(join(this.directory, id));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
      return sniffType(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }

  async #judgeHead(id: string): Promise<void> {
    const upload = await this.getUpload(id);
    if (upload.offset < Math.min(sniffLength, upload.size ?? sniffLength)) return;
    const fault = this.#judge(upload, await this.typeOf(id));
    if (fault === undefined) return;
    await this.remove(id);
    throw fault;
  }

  async #hashedTo(id: string, length: number): Promise<Running> {
    const known = this.#running.get(id);
    if (known?.length === length) return known;
    const running = { hash: createHash('sha256'), length: 0 };
    if (length > 0) {
      const source = createReadStream(join(this.directory, id), { end: length - 1 });
      for await (const _ of hashing(running, source));
    }
    return running;
  }

  #keep(id: string, running: Running): void {
    this.#running.set(id, running);
    const [oldest] = this.#running.keys();
    if (this.#running.size > mostRunning && oldest !== undefined) this.#running.delete(oldest);
  }

  #begun(): Promise<Map<string, Begun>> {
    this.#open ??= this.#readBegun();
    return this.#open;
  }

  async #readBegun(): Promise<Map<string, Begun>> {
    const found = new Map<string, Begun>();
    for (const id of (await this.configstore.list?.()) ?? []) {
      const text = await readFile(join(this.directory, `${id}.json`), 'utf8').catch(() => undefined);
      if (text !== undefined) found.set(id, begunOf(JSON.parse(text)));
    }
    return found;
  }
}

const begunOf = ({ metadata, size }: Pick<Upload, 'metadata' | 'size'>): Begun => ({
  account: metadata?.account ?? '',
  size: size ?? 0,
});

async function* hashing(running: Running, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    running.hash.update(chunk);
    running.length += chunk.length;
    yield chunk;
  }
}
