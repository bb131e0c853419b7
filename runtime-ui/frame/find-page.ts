import type { ReactNode } from 'react';

/** The pages of an interface: a pattern of paths, and the page from the pattern's groups (decoded; '' where absent) and the query. */
export type Pages = readonly (readonly [RegExp, (parts: readonly string[], query: URLSearchParams) => ReactNode])[];

/** The page of a path, or undefined where there is none. */
export const findPage = (pages: Pages, path: string, query: URLSearchParams): ReactNode => {
  for (const [pattern, show] of pages) {
    const match = pattern.exec(path);
    if (match) return show(match.slice(1).map(decode), query);
  }
  return undefined;
};

const decode = (part: string | undefined): string => {
  try {
    return part === undefined ? '' : decodeURIComponent(part);
  } catch {
    return '';
  }
};
