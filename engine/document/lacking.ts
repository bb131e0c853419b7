import { getPath, isObject } from '../json.ts';
import type { DocumentDefinition } from '../schema/types.gen.ts';

type Need = NonNullable<DocumentDefinition['needs']>[number];

/** What a view lacks: nothing there, or several there and none of them meant. */
export interface Lack {
  readonly path: string;
  readonly why: 'blank' | 'unchosen';
}

/** What of the things a document needs is not in its view; without them a place in it would stay blank. */
export const lacking = (needs: readonly Need[], view: unknown): readonly Lack[] =>
  needs.flatMap(({ path, chosenBy }): Lack[] => {
    const found = getPath(view, path);
    if (isBlank(found)) return [{ path, why: 'blank' }];
    return chosenBy === undefined || isMeant(found, getPath(view, chosenBy)) ? [] : [{ path, why: 'unchosen' }];
  });

const isBlank = (value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isBlank);
  return isObject(value) && Object.values(value).every(isBlank);
};

const idOf = (value: unknown): unknown => (isObject(value) ? value.id : value);

const isMeant = (rows: unknown, reference: unknown): boolean =>
  !Array.isArray(rows) || rows.length === 1 || rows.some((row) => idOf(row) === (idOf(reference) ?? null));
