import { listDashboards, showDashboard } from '#server/query/dashboard/show-dashboard.ts';
import { anything, list, map, type Route } from '../route.ts';

export const dashboardRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/dashboards',
    id: 'listDashboards',
    summary: 'The dashboards this actor finds on the workbench',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: listDashboards(context) }),
  },
  {
    method: 'get',
    path: '/dashboards/:key',
    id: 'showDashboard',
    summary:
      'The tiles of a dashboard: figures, lists and pictures under the rights of this actor, each with the way to what it counts',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({ body: await showDashboard(context, params.key ?? '') }),
  },
];
