import type { StoredRecord } from '../answer/records.ts';

/** What a list is asked for; it lives in the address, so that back, forward and a copied link show the same list. */
export interface ListQuery {
  readonly filters: ReadonlyMap<string, string>;
  readonly sort: string | undefined;
  readonly page: number;
  readonly size: number;
}

export const sizes = [10, 20, 50, 100] as const;
const usual = 20;
const positive = (text: string | null, fallback: number): number =>
  text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : fallback;

export const readListQuery = (query: URLSearchParams): ListQuery => ({
  filters: new Map([...query].filter(([name, value]) => !name.startsWith('_') && value !== '')),
  sort: query.get('_sort') ?? undefined,
  page: positive(query.get('_page'), 1),
  size: positive(query.get('_size'), usual),
});

/** The address of a list, without what is usual. */
export const writeListQuery = ({ filters, sort, page, size }: ListQuery): string => {
  const query = new URLSearchParams([...filters].filter(([, value]) => value !== ''));
  if (sort !== undefined) query.set('_sort', sort);
  if (page !== 1) query.set('_page', String(page));
  if (size !== usual) query.set('_size', String(size));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** The query of the HTTP contract for the same list. */
export const apiListQuery = ({ page, size, ...asked }: ListQuery, view?: string): string => {
  const query = apiQuery(asked, view);
  query.set('limit', String(size));
  query.set('skip', String((page - 1) * size));
  return `?${query}`;
};

export const apiFilterQuery = (asked: ListQuery, view?: string): string => `?${apiQuery(asked, view)}`;

const apiQuery = ({ filters, sort }: Pick<ListQuery, 'filters' | 'sort'>, view: string | undefined) => {
  const query = new URLSearchParams([...filters]);
  if (view !== undefined) query.set('view', view);
  if (sort !== undefined) query.set('sort', sort);
  return query;
};

export interface Range {
  readonly total: number;
  /** True when there are more than `total`. */
  readonly more: boolean;
}

export interface RecordPage extends Range {
  readonly records: readonly StoredRecord[];
}

/** How many there are, from `Content-Range: items 0-19/137`, or `…/*` with X-Total-At-Least. */
export const readRange = (headers: Headers, shown: number): Range => {
  const total = /\/(\d+)$/.exec(headers.get('Content-Range') ?? '')?.[1];
  if (total !== undefined) return { total: Number(total), more: false };
  const least = headers.get('X-Total-At-Least');
  return least === null ? { total: shown, more: false } : { total: Number(least), more: true };
};
