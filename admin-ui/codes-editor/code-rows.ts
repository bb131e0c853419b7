import type { CodeItem } from '#engine/schema/types.gen.ts';

/** One line of the table: an item, how deep it lies and where it stands in the list. */
export interface CodeRow {
  readonly item: CodeItem;
  readonly depth: number;
  readonly index: number;
}

/** The items below their parents, each once; those in a circle or below nothing known stand at the top. */
export const codeRows = (items: readonly CodeItem[]): readonly CodeRow[] => {
  const known = new Set(items.map(({ code }) => code));
  const placed = new Set<number>();
  const below = (parent: string | undefined, depth: number): CodeRow[] =>
    items.flatMap((item, index) => {
      const own = item.parent !== undefined && known.has(item.parent) ? item.parent : undefined;
      if (own !== parent || placed.has(index)) return [];
      placed.add(index);
      return [{ item, depth, index }, ...below(item.code, depth + 1)];
    });
  const tree = below(undefined, 0);
  return [...tree, ...items.flatMap((item, index) => (placed.has(index) ? [] : [{ item, depth: 0, index }]))];
};

export const findRows = (rows: readonly CodeRow[], words: string): readonly CodeRow[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rows;
  return rows.filter(({ item }) => {
    const text = `${item.code} ${item.title.zh} ${item.title.en ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};

/** A code renamed everywhere in its list, so that what lies below it stays there. */
export const renamed = (items: readonly CodeItem[], index: number, code: string): readonly CodeItem[] => {
  const before = items[index]?.code;
  const alone = items.filter((item) => item.code === before).length === 1;
  return items.map((item, at) => {
    if (at === index) return { ...item, code };
    return alone && item.parent === before && before !== '' ? { ...item, parent: code } : item;
  });
};

/** A code without it and with what lay below it one step higher. */
export const removed = (items: readonly CodeItem[], index: number): readonly CodeItem[] => {
  const gone = items[index];
  if (gone === undefined) return items;
  return items.flatMap((item, at) => {
    if (at === index) return [];
    if (item.parent !== gone.code) return [item];
    const { parent: _parent, ...rest } = item;
    return [gone.parent === undefined ? rest : { ...rest, parent: gone.parent }];
  });
};
