import { createHash } from 'node:crypto';
import { canonicalJson } from '#engine/json.ts';

/** SHA-256 of text in lower-case hex. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of a value's canonical JSON. */
export const hashJson = (value: unknown): string => hashText(canonicalJson(value));
