import { problem } from '#engine/problem.ts';
import { listAccounts, listOrganizations } from '#server/query/list-organizations.ts';
import { readAudit } from '#server/query/read-audit.ts';
import { anything, integer, list, map, type Route, text } from '../route.ts';

export const organizationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/organizations',
    id: 'listOrganizations',
    summary: 'Organizations below this actor’s own, or all for choosing',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listOrganizations(context) }),
  },
  {
    method: 'get',
    path: '/users',
    id: 'listUsers',
    summary:
      'People to choose from: organization=, post=, q=, above=true with those of the organizations above; id= one person',
    query: { organization: text, post: text, q: text, id: text, above: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, query }) => ({
      body: await listAccounts(context, {
        organization: query.get('organization'),
        post: query.get('post'),
        q: query.get('q'),
        id: query.get('id'),
        above: query.get('above') === 'true',
      }),
    }),
  },
  {
    method: 'get',
    path: '/roles',
    id: 'listRoles',
    summary: 'Roles with what they grant',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: [...context.catalog.definitions.role.values()] }),
  },
  {
    method: 'get',
    path: '/codes/:key',
    id: 'readCodes',
    summary: 'A code list',
    answers: { 200: map(anything) },
    handle: async ({ context, params }) => {
      const codes = context.catalog.definitions.codes.get(params.key ?? '');
      if (codes === undefined) throw problem('not-found');
      return { body: codes };
    },
  },
  {
    method: 'get',
    path: '/regions',
    id: 'listRegions',
    summary: 'Administrative divisions',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({
      body: [...context.catalog.definitions.region.values()].flatMap((region) => region.items),
    }),
  },
  {
    method: 'get',
    path: '/audit',
    id: 'readAudit',
    summary: 'Events of the subtree, newest first',
    query: { before: integer, type: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, query }) => ({
      body: await readAudit(context, {
        before: Number(query.get('before') ?? 0) || undefined,
        type: query.get('type'),
      }),
    }),
  },
];
