import { describeModule, listModules } from '#server/query/describe-module.ts';
import { describeRecord } from '#server/query/describe-record.ts';
import { anything, list, object, type Route, text, title } from '../route.ts';

const description = object(
  { key: text, title, columns: list(anything), query: list(anything), forms: anything, states: anything },
  ['key', 'title', 'columns', 'query', 'forms', 'states'],
);
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
    summary:
      'Columns, query fields, forms and actions as this actor sees them; record=: as that record pins them, with the forms this actor may edit now',
    query: { record: text },
    answers: { 200: description },
    handle: async ({ context, params, query }) => {
      const [module, id] = [params.module ?? '', query.get('record')];
      return { body: id === null ? describeModule(context, module) : await describeRecord(context, { module, id }) };
    },
  },
];
