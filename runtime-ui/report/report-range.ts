import { quickRange } from '#engine/report/quick-range.ts';
import { isCivilDate } from '#engine/time.ts';

/** Civil dates, '' for an open end. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

const edge = (text: string | null): string => (isCivilDate(text) ? text : '');

/** The range in the address; this year where it says nothing. */
export const readRange = (query: URLSearchParams, today: string): Range =>
  query.has('from') || query.has('to')
    ? { from: edge(query.get('from')), to: edge(query.get('to')) }
    : quickRange('year', today);
