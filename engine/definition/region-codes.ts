import type { Definitions } from './catalog.ts';

const known = new WeakMap<Definitions['region'], ReadonlySet<string>>();

/** Every region code that the definitions in force declare. */
export const regionCodes = ({ region }: Pick<Definitions, 'region'>): ReadonlySet<string> => {
  const found =
    known.get(region) ?? new Set([...region.values()].flatMap(({ items = [] }) => items.map(({ code }) => code)));
  known.set(region, found);
  return found;
};
