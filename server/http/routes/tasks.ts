import { claimTask } from '#server/command/claim-task.ts';
import { readMessage } from '#server/command/read-message.ts';
import { listMessages } from '#server/query/list-messages.ts';
import { worklist } from '#server/query/worklist.ts';
import { anything, list, map, type Route, text } from '../route.ts';

export const taskRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/tasks',
    id: 'listTasks',
    summary: 'The worklist: state=todo, doing or done; dueFrom= and dueTo= keep what is due between two moments',
    query: { state: text, dueFrom: text, dueTo: text, skip: text, limit: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, query }) => {
      const [state, dueFrom, dueTo] = [query.get('state'), query.get('dueFrom'), query.get('dueTo')];
      const page = await worklist(context, {
        state: state === 'doing' || state === 'done' ? state : 'todo',
        ...(dueFrom && { dueFrom }),
        ...(dueTo && { dueTo }),
        skip: Number(query.get('skip') ?? 0) || 0,
        limit: Number(query.get('limit') ?? 20) || 20,
      });
      return { body: page.tasks, headers: { 'X-Total-Count': String(page.total) } };
    },
  },
  {
    method: 'post',
    path: '/tasks/:id/claim',
    id: 'claimTask',
    summary: 'Take a task that several may do',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await claimTask(context, { id: params.id ?? '', idempotencyKey: key });
      return {};
    },
  },
  {
    method: 'get',
    path: '/messages',
    id: 'listMessages',
    summary: 'Messages to this actor, newest first',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listMessages(context) }),
  },
  {
    method: 'post',
    path: '/messages/:id/read',
    id: 'readMessage',
    summary: 'Mark a message as read',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await readMessage(context, { id: params.id ?? '', idempotencyKey: key });
      return {};
    },
  },
];
