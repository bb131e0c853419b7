import { describeModule, listModules } from '#server/query/describe-module.ts';
import { anything, list, object, type Route, text, title } from '../route.ts';

const menu = object({ key: text, title }, ['key', 'title']);

export const moduleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/modules',
    id: 'listModules',
    summary: 'The menu of this actor',
    answers: { 200: list(menu) },
    handle: async ({ context }) => ({ body: listModules(context) }),
  },
  {
    method: 'get',
    path: '/modules/:module',
    id: 'describeModule',
    summary: 'Columns, query fields, forms and actions as this actor sees them',
    answers: {
      200: object(
        { key: text, title, columns: list(anything), query: list(anything), forms: anything, states: anything },
        ['key', 'title', 'columns', 'query', 'forms', 'states'],
      ),
    },
    handle: async ({ context, params }) => ({ body: describeModule(context, params.module ?? '') }),
  },
];
