import { canonicalJson, getPath, isObject, type Json, setPath } from '../json.ts';
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
 * he did not touch (absent, or still starred) keeps its stored value. Paths are those of the data given; a `*` stands
 * for every row of a grid.
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
  for (const [grid, cells] of gridsOf(fields)) {
    const [kept, given] = [getPath(stored, grid), getPath(sent, grid)];
    if (Array.isArray(kept) && Array.isArray(given))
      restored = setPath(restored, grid, restoreRows(cells, kept, given));
  }
  return restored;
};

/** The sensitive cells of each grid, by the path of the grid; paths inside are those of a row. */
const gridsOf = (fields: ReadonlyMap<string, SensitiveField>): ReadonlyMap<string, Map<string, SensitiveField>> => {
  const grids = new Map<string, Map<string, SensitiveField>>();
  for (const [path, field] of fields) {
    const at = path.indexOf('.*.');
    if (at < 0 || field.sensitivity === undefined) continue;
    const grid = path.slice(0, at);
    grids.set(grid, (grids.get(grid) ?? new Map()).set(path.slice(at + 3), field));
  }
  return grids;
};

/**
 * Rows have no names, so each row sent is held against the stored row it shows most of: the one at its own place where
 * several are alike. A row like none of them is new.
 */
const restoreRows = (
  cells: ReadonlyMap<string, SensitiveField>,
  stored: readonly Json[],
  sent: readonly unknown[],
): unknown[] => {
  const rows = stored.map((row) => (isObject(row) ? (row as Data) : {}));
  const shown = rows.map((row) => maskData(cells, row, false));
  const pairs = pairUp(shown, sent);
  return sent.map((row, index) => {
    const match = rows[pairs.get(index) ?? -1];
    return isObject(row) && match !== undefined ? restoreHidden(cells, match, row) : row;
  });
};

/** Sent row → shown row, the most alike first; no shown row twice. */
const pairUp = (shown: readonly Data[], sent: readonly unknown[]): ReadonlyMap<number, number> => {
  const sameLength = shown.length === sent.length;
  const scores = sent.flatMap((row, from) =>
    shown.map((other, to) => {
      const alike = isObject(row) ? likeness(row, other) : 0;
      return { from, to, score: alike + (from === to && (alike > 0 || sameLength) ? 0.5 : 0) };
    }),
  );
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to, score } of scores.sort((a, b) => b.score - a.score)) {
    if (score === 0 || pairs.has(from) || taken.has(to)) continue;
    pairs.set(from, to);
    taken.add(to);
  }
  return pairs;
};

/** How many values of a row stand in another as they are. */
const likeness = (row: Readonly<Record<string, unknown>>, other: Data): number =>
  Object.entries(row).filter(
    ([key, value]) => value !== '' && other[key] !== undefined && canonicalJson(other[key]) === canonicalJson(value),
  ).length;
