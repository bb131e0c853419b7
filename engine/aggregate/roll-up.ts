/** An item of a code tree. */
interface TreeItem {
  readonly code: string;
  readonly parent?: string;
}

/** What codes become at a level: their first digits, or each what the map says; a code without entry stays itself. */
export type RollUp = { readonly digits: number } | { readonly codes: ReadonlyMap<string, string> };

/** The ancestors of each code from the top (level 1) to itself. */
const pathsOf = (items: readonly TreeItem[]): ReadonlyMap<string, readonly string[]> => {
  const parents = new Map(items.map(({ code, parent }) => [code, parent]));
  return new Map(
    items.map(({ code }) => {
      const path: string[] = [];
      for (let at: string | undefined = code; at !== undefined && !path.includes(at); at = parents.get(at))
        path.unshift(at);
      return [code, path];
    }),
  );
};

/**
 * Every code at `level` of its tree, 1 the top; a code above the level stays itself. Where all codes of the level are of
 * one length and begin those below, the first digits say it, which a database does without looking anything up.
 */
export const rollUpTo = (items: readonly TreeItem[], level: number): RollUp => {
  const paths = pathsOf(items);
  const codes = new Map([...paths].map(([code, path]) => [code, path[level - 1] ?? code]));
  const digits = Math.max(...[...paths].map(([code, path]) => (path.length <= level ? code.length : 0)), 0);
  if (digits > 0 && [...codes].every(([code, at]) => code.slice(0, digits) === at)) return { digits };
  return { codes: new Map([...codes].filter(([code, at]) => code !== at)) };
};
