/** Rows as an editor shows them: each with a name of its own that stays while it is moved. */
export type RowIds = readonly number[];

/** Names for a list of this length: those known are kept, further ones are new, surplus ones are dropped. */
export const idsFor = (known: RowIds, length: number): RowIds => {
  if (known.length === length) return known;
  const next = 1 + Math.max(-1, ...known);
  return Array.from({ length }, (_, index) => known[index] ?? next + index);
};

/** The list with one item at another place; the same list where that place is outside of it. */
export const moved = <T>(items: readonly T[], from: number, to: number): readonly T[] => {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
};

export const without = <T>(items: readonly T[], at: number): readonly T[] => items.filter((_, index) => index !== at);

export const replaced = <T>(items: readonly T[], at: number, item: T): readonly T[] =>
  items.map((one, index) => (index === at ? item : one));

export const inserted = <T>(items: readonly T[], at: number, item: T): readonly T[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];
