import type { Release } from '../types.ts';

/** The two chosen releases, the older one first; undefined unless exactly two are chosen. */
export const olderFirst = (
  releases: readonly Pick<Release, 'id' | 'number'>[],
  chosen: readonly string[],
): readonly [string, string] | undefined => {
  const [a, b, ...more] = releases.filter(({ id }) => chosen.includes(id));
  if (a === undefined || b === undefined || more.length > 0) return undefined;
  return a.number < b.number ? [a.id, b.id] : [b.id, a.id];
};

export const differencesAddress = (from: string, to: string): string =>
  `/admin/releases/${encodeURIComponent(from)}/${encodeURIComponent(to)}`;
