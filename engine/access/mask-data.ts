import { getPath, isObject, type Json, setPath } from '../json.ts';
import { mask } from '../text/mask.ts';

export interface SensitiveField {
  readonly sensitivity?: 'personal' | 'secret';
  /** How it is starred; `all` when absent. */
  readonly mask?: string;
}

type Data = { readonly [field: string]: Json };

/**
 * A record's data as somebody sees it: in full, or with personal fields starred and secret ones absent. A `*` in a path
 * stands for every row of a grid.
 */
export const maskData = (fields: ReadonlyMap<string, SensitiveField>, data: Data, inFull: boolean): Data => {
  if (inFull) return data;
  let shown: Data = data;
  for (const [path, field] of fields) {
    if (field.sensitivity !== undefined) shown = maskAt(shown, path.split('.'), field) as Data;
  }
  return shown;
};

const maskAt = (value: unknown, path: readonly string[], field: SensitiveField): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return hide(value, field);
  if (key === '*') return Array.isArray(value) ? value.map((row) => maskAt(row, rest, field)) : value;
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  const { [key]: inner, ...others } = value;
  const hidden = maskAt(inner, rest, field);
  return hidden === undefined ? others : { ...value, [key]: hidden };
};

// What is no text cannot be starred in part.
const hide = (value: unknown, field: SensitiveField): unknown => {
  if (field.sensitivity === 'secret' || value === undefined || value === null) return undefined;
  return mask(field.mask ?? 'all', typeof value === 'string' ? value : '***');
};

/**
 * What somebody without the right to see sensitive fields hands in, with what was hidden from him put back: a field
 * he did not touch (absent, or still starred) keeps its stored value. Paths are those of the data given.
 */
export const restoreHidden = (
  fields: ReadonlyMap<string, SensitiveField>,
  stored: Data,
  sent: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const shown = maskData(fields, stored, false);
  let restored: Record<string, unknown> = { ...sent };
  for (const [path, { sensitivity }] of fields) {
    if (sensitivity === undefined || path.includes('*')) continue;
    const kept = getPath(stored, path);
    const given = getPath(sent, path);
    if (kept === undefined || (given !== undefined && given !== getPath(shown, path))) continue;
    restored = setPath(restored, path, kept);
  }
  return restored;
};
