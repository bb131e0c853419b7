import { resendMessage } from '#server/command/resend-message.ts';
import { listUndelivered } from '#server/query/list-undelivered.ts';
import { anything, list, map, type Route } from '../route.ts';

export const exchangeRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/exchange/undelivered',
    id: 'listUndelivered',
    summary: 'Messages between records that were given up or refused (operators)',
    answers: { 200: list(map(anything)) },
    handle: async ({ context }) => ({ body: await listUndelivered(context) }),
  },
  {
    method: 'post',
    path: '/exchange/undelivered/:id/resend',
    id: 'resendMessage',
    summary: 'Send a message again that was given up (operators)',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      await resendMessage(context, { id: params.id ?? '', idempotencyKey: key });
      return {};
    },
  },
];
