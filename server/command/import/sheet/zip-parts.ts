import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { BadFile } from './bad-file.ts';
import { limits } from './limits.ts';

/** One member of a ZIP archive; `content` are its bytes as they lie in the file. */
interface Part {
  readonly method: number;
  readonly content: Uint8Array;
}

export type Parts = ReadonlyMap<string, Part>;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

/** The members named by the central directory (APPNOTE 4.3.12). Encrypted and ZIP64 archives are refused. */
export const zipParts = (file: Uint8Array): Parts => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endMark) throw new BadFile('import.notZip');
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.parts) throw new BadFile('import.tooManyParts', { limit: limits.parts });
  const parts = new Map<string, Part>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw new BadFile('import.notZip');
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    parts.set(name.replace(/^\//, ''), partAt(bytes, at));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return parts;
};

const partAt = (bytes: Buffer, entry: number): Part => {
  const encrypted = (bytes.readUInt16LE(entry + 8) & 1) === 1;
  const method = bytes.readUInt16LE(entry + 10);
  const [size, local] = [bytes.readUInt32LE(entry + 20), bytes.readUInt32LE(entry + 42)];
  if (encrypted || (method !== 0 && method !== 8)) throw new BadFile('import.locked');
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMark) throw new BadFile('import.notZip');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + size > bytes.length) throw new BadFile('import.notZip');
  return { method, content: bytes.subarray(start, start + size) };
};

/** A small part as text. */
export const partText = (parts: Parts, name: string): string | undefined => {
  const part = parts.get(name);
  if (part === undefined) return undefined;
  if (part.method === 0) return Buffer.from(part.content).toString('utf8');
  try {
    return inflateRawSync(part.content, { maxOutputLength: limits.part }).toString('utf8');
  } catch {
    throw new BadFile('import.tooLargePart', { part: name });
  }
};

/** A large part, some text at a time; never more than `most` characters in all. */
export async function* partChunks(parts: Parts, name: string, most: number): AsyncGenerator<string> {
  const part = parts.get(name);
  if (part === undefined) return;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let total = 0;
  try {
    for await (const chunk of part.method === 0 ? [part.content] : inflated(part.content)) {
      total += chunk.length;
      if (total > most) throw new BadFile('import.tooLargePart', { part: name });
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw error instanceof BadFile ? error : new BadFile('import.notZip');
  }
}

const inflated = (content: Uint8Array): AsyncIterable<Uint8Array> => {
  const stream = createInflateRaw({ chunkSize: 256 * 1024 });
  stream.end(content);
  return stream;
};
