import type { ReactNode } from 'react';
import { ListPage } from '../list/ListPage.tsx';
import { CreatePage } from '../record/CreatePage.tsx';
import { RecordPage } from '../record/RecordPage.tsx';
import { ReportPage } from '../report/ReportPage.tsx';
import { SearchPage } from '../search/SearchPage.tsx';
import { Workbench } from '../worklist/Workbench.tsx';
import { MessagesPage } from './MessagesPage.tsx';

type Show = (parts: readonly string[], query: URLSearchParams) => ReactNode;

const pages: readonly (readonly [RegExp, Show])[] = [
  [/^\/$/, () => <Workbench />],
  [/^\/m\/([^/]+)$/, ([module = '']) => <ListPage key={module} module={module} />],
  [
    /^\/m\/([^/]+)\/new$/,
    ([module = ''], query) => <CreatePage key={module} module={module} parent={query.get('parent')} />,
  ],
  [/^\/m\/([^/]+)\/([^/]+)$/, ([module = '', id = '']) => <RecordPage key={id} module={module} id={id} />],
  [/^\/search$/, (_parts, query) => <SearchPage words={query.get('q') ?? ''} />],
  [/^\/messages$/, () => <MessagesPage />],
  [/^\/reports(?:\/([^/]+))?$/, ([report]) => <ReportPage report={report} />],
];

/** The page of a path, or undefined where there is none. */
export const pageAt = (path: string, query: URLSearchParams): ReactNode => {
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
