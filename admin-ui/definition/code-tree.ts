import type { CodeItem } from '#engine/schema/types.gen.ts';

export interface CodeNode extends CodeItem {
  readonly children?: CodeNode[];
}

/** The items of a list below their parents; an item whose parent is missing stands at the top. Circles stay out. */
export const codeTree = (items: readonly CodeItem[]): CodeNode[] => {
  const known = new Set(items.map((item) => item.code));
  const below = (parent: string | undefined): CodeNode[] =>
    items
      .filter((item) => (known.has(item.parent ?? '') ? item.parent === parent : parent === undefined))
      .map((item) => {
        const children = below(item.code);
        return children.length > 0 ? { ...item, children } : item;
      });
  return below(undefined);
};
