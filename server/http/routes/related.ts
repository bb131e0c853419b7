import { listRecords } from '#server/query/list-records.ts';
import { readChecklists } from '#server/query/read-checklists.ts';
import { type RelatedKind, readRelated } from '#server/query/read-related.ts';
import { readStart } from '#server/query/read-start.ts';
import { anything, list, map, type Route } from '../route.ts';
import { recordSchema } from './records.ts';

const kinds: Readonly<Record<RelatedKind, string>> = {
  entries: 'Each filling of each form',
  events: 'What happened, newest first',
  clocks: 'Running and ended clocks, with how each was computed',
  decisions: 'What rules decided, with their traces',
  documents: 'Documents of the record',
  files: 'Files of the record',
  links: 'Parent, children and other records tied to it',
  approvals: 'Approval runs with their steps and opinions',
  corrections: 'Corrections of locked forms, with the papers that no longer agree',
};

export const relatedRoutes: readonly Route[] = [
  ...(Object.keys(kinds) as RelatedKind[]).map(
    (kind): Route => ({
      method: 'get',
      path: `/records/:module/:id/${kind}`,
      id: `list${kind[0]?.toUpperCase()}${kind.slice(1)}`,
      summary: kinds[kind],
      answers: { 200: list(map(anything)) },
      handle: async ({ context, params }) => ({
        body: await readRelated(context, { module: params.module ?? '', id: params.id ?? '', kind }),
      }),
    }),
  ),
  {
    method: 'get',
    path: '/records/:module/:id/checklists',
    id: 'readChecklists',
    summary: 'What the record must have: what is there, what is missing, what it does not need',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params }) => ({
      body: await readChecklists(context, { module: params.module ?? '', id: params.id ?? '' }),
    }),
  },
  {
    method: 'get',
    path: '/records/:module/:id/start/:form',
    id: 'readStart',
    summary: 'What a form that was not filled in yet stands with',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => ({
      body: await readStart(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        form: params.form ?? '',
      }),
    }),
  },
  {
    method: 'get',
    path: '/records/:module/:id/children/:child',
    id: 'listChildren',
    summary: 'Child records of one module',
    answers: { 200: list(recordSchema) },
    handle: async ({ context, params }) => {
      const page = await listRecords(context, {
        module: params.child ?? '',
        filters: [['parent', params.id ?? '']],
        limit: 200,
        sort: 'created',
      });
      return { body: page.records };
    },
  },
];
