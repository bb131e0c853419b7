import { type Issue, pointer } from '../issue.ts';
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
  const deep = tooDeep(value);
  if (deep !== undefined) return { ok: false, issues: [deep] };
  if (!finite(value)) return refused('definition-not-json');
  if (!isObject(value) || !isKind(value.kind))
    return refused('definition-kind-unknown', '/kind', { right: parts.kind });
  const { key, module } = value;
  const named = typeof key === 'string' && typeof module === 'string';
  const right = named ? pathOf(value.kind, key, module) : path;
  if (right !== path || !named) return refused('definition-misplaced', '/key', { right });
  if (value.kind === 'module' && value.module !== value.key)
    return refused('definition-misplaced', '/module', { right: path });
  const issues = validateShape(value.kind, value);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, kind: value.kind, definition: value as unknown as AnyDefinition };
};

/** undefined when the text is no JSON. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What is wrong with a value nested deeper than any walk through a definition may go. */
export const tooDeep = (value: unknown): Issue | undefined => {
  const path = deepPlace(value);
  return path === undefined ? undefined : { path, code: 'definition-too-deep', params: { right: deepest } };
};

/** Deeper than anything people declare, and shallow enough for everything that walks a definition. */
const deepest = 64;

/** The place of a value nested too deep, found without recursion. */
const deepPlace = (root: unknown): string | undefined => {
  const left: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value: root, path: '', depth: 0 },
  ];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.depth > deepest) return at.path;
    for (const [key, value] of Object.entries(at.value))
      left.push({ value, path: at.path + pointer(key), depth: at.depth + 1 });
  }
  return undefined;
};

/** Without a number that JSON would not give back. */
const finite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((item) => finite(item));
};
