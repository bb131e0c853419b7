import { exportReport } from '#server/query/export-report.ts';
import { listReports } from '#server/query/list-reports.ts';
import { type ReportQuery, runReport } from '#server/query/run-report.ts';
import { anything, list, map, type Request, type Route, text } from '../route.ts';
import { spreadsheet } from './records.ts';

const own = new Set(['from', 'to', 'by', 'compare']);

const asked = ({ params, query }: Request): ReportQuery => {
  const [from, to, by] = [query.get('from'), query.get('to'), query.get('by')];
  return {
    key: params.key ?? '',
    ...(from && { from }),
    ...(to && { to }),
    ...(by && { by }),
    ...(query.get('compare') === 'period' && { compare: 'period' }),
    filters: [...query].filter(([name]) => !own.has(name)),
  };
};

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
    summary:
      'Figures by one grouping (by=) over the days from= to=, beside the year or the period before (compare=year|period); fields of the records as lists take them',
    query: { from: text, to: text, by: text, compare: text },
    answers: { 200: map(anything) },
    handle: async (request) => ({ body: await runReport(request.context, asked(request)) }),
  },
  {
    method: 'get',
    path: '/reports/:key/export.xlsx',
    id: 'exportReport',
    summary: 'The figures as a spreadsheet',
    query: { from: text, to: text, by: text, compare: text },
    answers: { 200: spreadsheet },
    handle: async (request) => ({
      body: await exportReport(request.context, asked(request), request.language),
      type: spreadsheet,
      headers: { 'Content-Disposition': `attachment; filename="${request.params.key}.xlsx"` },
    }),
  },
];
