/** The names a person may have meant: those a few letters away, else the first ones there are. */
export const meant = (wanted: string, known: Iterable<string>): string => {
  const names = [...known].sort();
  const near = names.filter((name) => distance(wanted.toLowerCase(), name.toLowerCase()) <= 1 + wanted.length / 4);
  const shown = near.length > 0 ? near : names;
  return shown.length > 8 ? `${shown.slice(0, 8).join(', ')} …` : shown.join(', ');
};

/** Levenshtein's distance. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
