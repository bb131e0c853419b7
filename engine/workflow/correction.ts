import { canonicalJson, getPath } from '../json.ts';

/** One field of a form, its path in the form; `old` or `now` is missing where there was or is no value. */
export interface CorrectedField {
  readonly path: string;
  readonly old?: unknown;
  readonly now?: unknown;
}

interface Field {
  readonly path: string;
  readonly inGrid: boolean;
}

/** An empty text, an empty list and no value at all say the same. */
const told = (value: unknown): unknown =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;

/** True of two values that mean the same in a form. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  canonicalJson(told(one) ?? null) === canonicalJson(told(other) ?? null);

/** What a corrected filling changes against the one before; grids are changed whole. */
export const correctedFields = (fields: readonly Field[], before: unknown, after: unknown): readonly CorrectedField[] =>
  fields.flatMap(({ path, inGrid }) => {
    const [old, now] = [getPath(before, path), getPath(after, path)];
    if (inGrid || sameValue(old, now)) return [];
    return [{ path, ...(told(old) !== undefined && { old }), ...(told(now) !== undefined && { now }) }];
  });
