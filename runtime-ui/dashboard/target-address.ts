import type { TileTarget } from '../answer/dashboards.ts';

/** The page of this interface a figure leads to. */
export const targetAddress = (to: TileTarget): string => {
  const query = new URLSearchParams(to.query);
  if (to.page === 'tasks') return `/?${query}`;
  if (to.page === 'report') return `/reports/${to.report}?${query}`;
  const sort = query.get('sort');
  query.delete('sort');
  if (sort !== null) query.set('_sort', sort);
  const text = query.toString();
  const path = to.view === null ? `/m/${to.record}` : `/v/${to.record}/${to.view}`;
  return text === '' ? path : `${path}?${text}`;
};
