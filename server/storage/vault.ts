import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { sealMark } from '#engine/access/sealed.ts';
import { all, insertRow } from './db.ts';
import { newId } from './id.ts';
import type { Storage } from './storage.ts';
import type { DataKeyTable } from './tables.ts';

/** Secret values at rest: AES-256-GCM under a data key, bound to the record they belong to. */
export interface Vault {
  /** The text that stands for a value of a record. */
  readonly seal: (record: string, value: unknown) => string;
  /** @throws Error for a text of another record, of a key that is gone, or altered. */
  readonly open: (record: string, sealed: string) => unknown;
  /** Makes a new key for all that is sealed from now on; what is sealed already still opens. */
  readonly rotate: () => Promise<void>;
}

/** The secret given at start cannot open the keys in the database. */
export class WrongSecret extends Error {
  override name = 'WrongSecret';
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const algorithm = 'aes-256-gcm';
const [ivLength, tagLength] = [12, 16];

/** @throws WrongSecret */
export const openVault = async (storage: Storage, secret: string, now: () => string): Promise<Vault> => {
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', 'data keys', 32));
  const rows = await all<DataKeyTable>(storage.read, 'select * from `data_key` order by `created_at`, `id`');
  const keys: Key[] = rows.map((row) => ({ id: row.id, bytes: unwrap(wrapping, row) }));
  const add = async (): Promise<void> => {
    const key = { id: newId(), bytes: randomBytes(32) };
    const wrapped = encrypt(wrapping, key.id, key.bytes);
    await storage.transact((db) => insertRow(db, 'data_key', { id: key.id, wrapped, created_at: now() }));
    keys.push(key);
  };
  if (keys.length === 0) await add();
  return {
    seal: (record, value) => {
      const { id, bytes } = keys.at(-1) as Key;
      return `${sealMark}${id}:${encrypt(bytes, record, Buffer.from(JSON.stringify(value)))}`;
    },
    open: (record, sealed) => {
      const [id = '', text = ''] = sealed.slice(sealMark.length).split(':');
      const key = keys.find((known) => known.id === id);
      if (key === undefined) throw new Error(`the key of a sealed value is gone: ${id}`);
      return JSON.parse(decrypt(key.bytes, record, text).toString());
    },
    rotate: add,
  };
};

const unwrap = (wrapping: Buffer, { id, wrapped }: DataKeyTable): Buffer => {
  try {
    return decrypt(wrapping, id, wrapped);
  } catch {
    throw new WrongSecret('SECRET is not the one with which the keys of this database were made');
  }
};

/** Base64 of nonce, tag and text; `bound` must be given again to open it. */
const encrypt = (key: Buffer, bound: string, text: Buffer): string => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
};

const decrypt = (key: Buffer, bound: string, text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength)).setAAD(Buffer.from(bound));
  decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
};
