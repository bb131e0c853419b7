import { type Range, readRange } from './report-range.ts';
import type { Comparison } from './report-rows.ts';

/** What a report is asked for; it lives in the address, so that back, forward and a copied link show the same figures. */
export interface ReportQuery {
  readonly range: Range;
  /** A grouping of the report; '' for its usual one. */
  readonly by: string;
  readonly compare: Comparison;
  /** Conditions over fields of the records. */
  readonly filters: ReadonlyMap<string, string>;
}

const own = new Set(['from', 'to', 'by', 'compare']);

/** Civil dates; `today` fills in what the address leaves open. */
export const readReportQuery = (query: URLSearchParams, today: string): ReportQuery => ({
  range: readRange(query, today),
  by: query.get('by') ?? '',
  compare: query.get('compare') === 'period' ? 'period' : 'year',
  filters: new Map([...query].filter(([name, value]) => !own.has(name) && value !== '')),
});

/** The address of a report, and of the question to the server. */
export const writeReportQuery = ({ range, by, compare, filters }: ReportQuery): string => {
  const query = new URLSearchParams({ from: range.from, to: range.to });
  if (by !== '') query.set('by', by);
  if (compare !== 'year') query.set('compare', compare);
  for (const [name, value] of filters) query.set(name, value);
  return `?${query}`;
};

interface Counted {
  readonly report: string;
  readonly record: string;
  readonly query: ReportQuery;
}

/** The address of the list of what a figure counts: of one group and one measure, or of all. */
export const countedList = (
  { report, record, query: { range, by, filters } }: Counted,
  { group, measure }: { readonly group?: unknown; readonly measure?: string } = {},
): string => {
  const query = new URLSearchParams({ report });
  if (by !== '') query.set('reportBy', by);
  if (group !== undefined) query.set('reportGroup', group === null ? '' : String(group));
  if (measure !== undefined) query.set('reportMeasure', measure);
  if (range.from !== '') query.set('reportFrom', range.from);
  if (range.to !== '') query.set('reportTo', range.to);
  for (const [name, value] of filters) query.set(name, value);
  return `/m/${record}?${query}`;
};
