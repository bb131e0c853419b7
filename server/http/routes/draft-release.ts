import { approveDraft } from '#server/command/approve-draft.ts';
import { scheduleDraft, unscheduleDraft } from '#server/command/schedule-draft.ts';
import { readDraftAccess } from '#server/query/read-draft-access.ts';
import type { Language } from '../language.ts';
import { presentIssues } from '../present-issues.ts';
import { anything, input, map, type Request, type Route, text } from '../route.ts';

const answerOf = async ({ context, params, language }: Request) => present(await access(context, params), language);
const access = (context: Request['context'], { id = '' }: Request['params']) => readDraftAccess(context, { id });

const present = (access: Awaited<ReturnType<typeof readDraftAccess>>, language: Language) => ({
  ...access,
  approvals: access.approvals.map((approval) => ({
    ...approval,
    issue: approval.issue === null ? null : presentIssues([approval.issue], language)[0],
  })),
  approve: { ...access.approve, reasons: presentIssues(access.approve.reasons, language) },
  plan: access.plan && { ...access.plan, reasons: presentIssues(access.plan.reasons, language) },
});

/** How a draft comes into force with a second person, and at a moment to come. */
export const draftReleaseRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/drafts/:id/access',
    id: 'readDraftAccess',
    summary: 'Who would gain what, who approved it, and when it is planned',
    answers: { 200: map(anything) },
    handle: async (request) => ({ body: await answerOf(request) }),
  },
  {
    method: 'post',
    path: '/drafts/:id/approve',
    id: 'approveDraft',
    summary: 'The yes of a second person to the content named; a later change voids it',
    body: input({ content: text, note: text }, ['content']),
    answers: { 201: map(anything) },
    handle: async (request) => {
      const { context, params, body, key } = request;
      const [id, content, note] = [params.id ?? '', String(body.content), String(body.note ?? '')];
      await approveDraft(context, { id, content, note, idempotencyKey: key });
      return { status: 201, body: await answerOf(request) };
    },
  },
  {
    method: 'post',
    path: '/drafts/:id/schedule',
    id: 'scheduleDraft',
    summary: 'Publish the draft as it is now at a moment to come',
    body: input({ at: text, note: text }, ['at']),
    answers: { 201: map(anything) },
    handle: async (request) => {
      const { context, params, body, key } = request;
      const [id, at, note] = [params.id ?? '', String(body.at), String(body.note ?? '')];
      await scheduleDraft(context, { id, at, note, idempotencyKey: key });
      return { status: 201, body: await answerOf(request) };
    },
  },
  {
    method: 'delete',
    path: '/drafts/:id/schedule',
    id: 'unscheduleDraft',
    summary: 'Take the plan back',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await unscheduleDraft(context, { id: params.id ?? '', idempotencyKey: key });
      return {};
    },
  },
];
