import type { Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { validateShape } from './check/schema.ts';
import type { AnyDefinition } from './kinds.ts';
import { isKind, type Kind, partsOf, pathOf } from './kinds.ts';

/** The text of a definition as it lies on disk and in a blob: keys sorted, two spaces, text in NFC, a line end. */
export const formatDefinition = (definition: unknown): string => `${JSON.stringify(sorted(definition), null, 2)}\n`;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (typeof value === 'string') return value.normalize('NFC');
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key.normalize('NFC'), sorted(value[key])]));
};

export type Parsed =
  | { readonly ok: true; readonly kind: Kind; readonly definition: AnyDefinition }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const refused = (code: string, path = '', params: Issue['params'] = {}): Parsed => ({
  ok: false,
  issues: [{ path, code, params }],
});

/**
 * The definition in the text of one file. Refused, with what would be right: text that is no JSON, a path where no
 * definition lives, kind, key or module that disagree with the path, and everything the schema of the kind refuses.
 */
export const parseDefinition = (path: string, text: string): Parsed => {
  const parts = partsOf(path);
  if (parts?.type !== 'definition') return refused('definition-path-unknown');
  const value = parseJson(text);
  if (value === undefined) return refused('definition-not-json');
  if (!isObject(value) || !isKind(value.kind))
    return refused('definition-kind-unknown', '/kind', { right: parts.kind });
  const right = pathOf(value.kind, String(value.key), String(value.module));
  if (right !== path) return refused('definition-misplaced', '/key', { right });
  if (value.kind === 'module' && value.module !== value.key)
    return refused('definition-misplaced', '/module', { right: path });
  const issues = validateShape(value.kind, value);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, kind: value.kind, definition: value as unknown as AnyDefinition };
};

/** undefined when the text is no JSON, or holds a number that JSON would not give back. */
const parseJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return finite(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const finite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((item) => finite(item));
};
