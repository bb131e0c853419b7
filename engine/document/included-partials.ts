const includes = /\{\{~?#?>\s*([a-z0-9-]+)/g;

/** The partials a text includes, and those they include; `partial` gives the text of one by its name. */
export const includedPartials = (
  text: string,
  partial: (name: string) => string | undefined,
  seen = new Set<string>(),
): ReadonlySet<string> => {
  for (const [, name = ''] of text.matchAll(includes)) {
    if (seen.has(name)) continue;
    seen.add(name);
    includedPartials(partial(name) ?? '', partial, seen);
  }
  return seen;
};
