import { hash } from 'node:crypto';
import { canonicalJson } from '#engine/json.ts';

/** SHA-256 of text in lower-case hex. */
export const hashText = (text: string): string => hash('sha256', text);

/** SHA-256 of a value's canonical JSON. */
export const hashJson = (value: unknown): string => hashText(canonicalJson(value));
