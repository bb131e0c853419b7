import { checkDraft } from '#server/command/check-draft.ts';
import { discardDraft } from '#server/command/discard-draft.ts';
import { openDraft } from '#server/command/open-draft.ts';
import { previewDraft } from '#server/command/preview-draft.ts';
import { publishDraft } from '#server/command/publish-draft.ts';
import { saveDraftItem, saveDraftItems } from '#server/command/save-draft-item.ts';
import { testDraft } from '#server/command/test-draft.ts';
import { listDrafts, readDraft } from '#server/query/read-draft.ts';
import { presentIssues } from '../present-issues.ts';
import { anything, flag, input, integer, list, map, object, type Request, type Route, text } from '../route.ts';

const idOf = ({ params }: Request) => ({ id: params.id ?? '' });
const pageOf = ({ skip, limit }: Request['body']) => ({
  ...(typeof skip === 'number' && { skip }),
  ...(typeof limit === 'number' && { limit }),
});
const item = ({ params }: Request) => ({ id: params.id ?? '', kind: params.kind ?? '', key: params.key ?? '' });
const itemsOf = ({ body }: Request) =>
  (body.items as { kind: string; key: string; value: unknown }[]).map(({ kind, key, value }) => ({
    kind,
    key,
    definition: value,
  }));

export const draftRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/drafts',
    id: 'listDrafts',
    summary: 'Open drafts',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listDrafts(context) }),
  },
  {
    method: 'post',
    path: '/drafts',
    id: 'openDraft',
    summary: 'Open a draft on the release in force',
    body: input({ title: text }, ['title']),
    answers: { 201: map(anything) },
    handle: async ({ context, body, key }) => ({
      status: 201,
      body: await openDraft(context, { title: String(body.title), idempotencyKey: key }),
    }),
  },
  {
    method: 'get',
    path: '/drafts/:id',
    id: 'readDraft',
    summary: 'A draft with what it changes',
    answers: { 200: map(anything) },
    handle: async (request) => ({ body: await readDraft(request.context, idOf(request)) }),
  },
  {
    method: 'delete',
    path: '/drafts/:id',
    id: 'discardDraft',
    summary: 'Give a draft up',
    answers: { 204: null },
    handle: async (request) => {
      await discardDraft(request.context, { ...idOf(request), idempotencyKey: request.key });
      return {};
    },
  },
  {
    method: 'put',
    path: '/drafts/:id/definitions/:kind/:key',
    id: 'saveDraftItem',
    summary: 'Change one definition in the draft',
    body: input({ definition: anything, text }, []),
    answers: { 200: map(anything) },
    handle: async (request) => ({
      body: await saveDraftItem(request.context, {
        ...item(request),
        definition: request.body.definition ?? request.body.text,
        idempotencyKey: request.key,
      }),
    }),
  },
  {
    method: 'put',
    path: '/drafts/:id/definitions',
    id: 'saveDraftItems',
    summary: 'Change several definitions in the draft that belong together: all or none; value null removes one',
    body: input({ items: list(input({ kind: text, key: text, value: anything }, ['kind', 'key', 'value'])) }, [
      'items',
    ]),
    answers: { 200: map(anything) },
    handle: async (request) => ({
      body: await saveDraftItems(request.context, {
        ...idOf(request),
        items: itemsOf(request),
        idempotencyKey: request.key,
      }),
    }),
  },
  {
    method: 'delete',
    path: '/drafts/:id/definitions/:kind/:key',
    id: 'dropDraftItem',
    summary: 'Take a change out of the draft, or remove a definition with remove=1',
    query: { remove: text },
    answers: { 200: map(anything) },
    handle: async (request) => ({
      body: await saveDraftItem(request.context, {
        ...item(request),
        definition: request.query.get('remove') === '1' ? null : undefined,
        idempotencyKey: request.key,
      }),
    }),
  },
  {
    method: 'post',
    path: '/drafts/:id/check',
    id: 'checkDraft',
    summary: 'All checks of the bundle, against every closure open records pin',
    exempt: true,
    answers: { 200: object({ ok: flag, findings: list(anything) }) },
    handle: async (request) => {
      const checked = await checkDraft(request.context, idOf(request));
      return { body: { ...checked, findings: presentIssues(checked.findings, request.language) } };
    },
  },
  {
    method: 'post',
    path: '/drafts/:id/test',
    id: 'testDraft',
    summary: 'Run the golden cases',
    exempt: true,
    answers: { 200: map(anything) },
    handle: async (request) => ({ body: await testDraft(request.context, idOf(request)) }),
  },
  {
    method: 'post',
    path: '/drafts/:id/preview',
    id: 'previewDraft',
    summary: 'Which open records would change, and how; a page of them',
    exempt: true,
    body: input({ skip: integer, limit: integer, asOf: text, watch: text }),
    answers: { 200: map(anything) },
    handle: async (request) => ({
      body: await previewDraft(request.context, {
        ...idOf(request),
        ...pageOf(request.body),
        ...(typeof request.body.asOf === 'string' && { asOf: request.body.asOf }),
        ...(typeof request.body.watch === 'string' && { watch: request.body.watch }),
      }),
    }),
  },
  {
    method: 'post',
    path: '/drafts/:id/publish',
    id: 'publishDraft',
    summary: 'Check, test and preview again, then make it the release in force',
    body: input({ note: text }),
    answers: { 201: map(anything) },
    handle: async (request) => ({
      status: 201,
      body: await publishDraft(request.context, {
        ...idOf(request),
        note: String(request.body.note ?? ''),
        idempotencyKey: request.key,
      }),
    }),
  },
];
