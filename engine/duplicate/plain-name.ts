/**
 * A name as it is compared: full width as half width (NFKC), without spaces, marks and brackets, in lower case, and
 * without the endings that firms put behind their name, the longest first and again while one is left.
 */
export const plainName = (name: string, endings: readonly string[] = []): string => {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '');
  const sorted = [...endings].sort((a, b) => b.length - a.length);
  let bare = folded;
  for (;;) {
    const ending = sorted.find((one) => one !== '' && bare.length > one.length && bare.endsWith(one));
    if (ending === undefined) return bare;
    bare = bare.slice(0, -ending.length);
  }
};

/** How alike two texts are, 0 to 1: what of the longer one need not be changed to make the other (Levenshtein). */
export const likeness = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]];
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 0 : 1 - distance(a, b) / longer;
};

const distance = (a: readonly string[], b: readonly string[]): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
};
