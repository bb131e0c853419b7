import { problem } from '#engine/problem.ts';
import { listReports, runReport } from '#server/query/run-report.ts';
import { searchRecords } from '#server/query/search-records.ts';
import { anything, list, map, type Route, text } from '../route.ts';
import { recordSchema } from './records.ts';

export const reportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/reports',
    id: 'listReports',
    summary: 'Reports this actor may run',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: listReports(context) }),
  },
  {
    method: 'get',
    path: '/reports/:key',
    id: 'runReport',
    summary: 'Counts and sums by one grouping: from=, to= over its date',
    query: { from: text, to: text },
    answers: { 200: map(anything) },
    handle: async ({ context, params, query }) => {
      const [from, to] = [query.get('from'), query.get('to')];
      return { body: await runReport(context, { key: params.key ?? '', ...(from && { from }), ...(to && { to }) }) };
    },
  },
  {
    method: 'get',
    path: '/search',
    id: 'search',
    summary: 'Records of every module whose title or number holds the words',
    query: { q: text },
    answers: { 200: list(recordSchema) },
    handle: async ({ context, query }) => {
      const words = (query.get('q') ?? '').trim();
      if (words.length < 2 || words.length > 100)
        throw problem('invalid-input', { issues: [{ path: '/q', code: 'query.searchLength' }] });
      return { body: await searchRecords(context, words) };
    },
  },
];
