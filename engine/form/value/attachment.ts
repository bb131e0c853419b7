import { isObject } from '../../json.ts';
import type { Sink } from '../sink.ts';
import type { Read } from './value.ts';

/** One file of a record: `id` in the file store; the rest repeats what the store knows. `size` is in bytes. */
export interface Attachment {
  readonly id: string;
  readonly sha256?: string;
  readonly name?: string;
  readonly size?: number;
  readonly type?: string;
}

const matches =
  (shape: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && shape.test(value);

const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: matches(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/),
  sha256: matches(/^[0-9a-f]{64}$/),
  name: matches(/^[^\p{Cc}/\\]{1,255}$/u),
  size: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  type: matches(/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/),
};

/** A list of files; a bare id stands for `{id}`. */
export const readAttachments: Read = (value, sink) => {
  if (!Array.isArray(value)) return sink.fail('type', { expected: 'attachments' });
  const files: Attachment[] = [];
  for (const [index, file] of value.entries()) {
    const read = readFile(file, `/${index}`, sink);
    if (read === undefined) return undefined;
    files.push(read);
  }
  return files.length === 0 ? undefined : files;
};

const readFile = (value: unknown, below: string, sink: Sink): Attachment | undefined => {
  const file = typeof value === 'string' ? { id: value } : value;
  if (!isObject(file) || file.id === undefined) return sink.fail('type', { expected: 'attachments' }, below);
  for (const key of Object.keys(file)) {
    if (!Object.hasOwn(members, key))
      return sink.fail('unknownKey', { key: key.slice(0, 64) }, `${below}/${key.slice(0, 64)}`);
    if (members[key]?.(file[key]) !== true) return sink.fail('type', { expected: 'attachments' }, `${below}/${key}`);
  }
  return { ...file } as unknown as Attachment;
};

const signatureShape = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;
const signatureLimit = 400_000;

/** A drawn signature: a small picture as a data URL. */
export const readSignature: Read = (value, sink) => {
  if (typeof value !== 'string') return sink.fail('type', { expected: 'signature' });
  if (value.length > signatureLimit) return sink.fail('tooLong', { limit: signatureLimit });
  if (!signatureShape.test(value)) sink.fail('type', { expected: 'signature' });
  return value;
};
