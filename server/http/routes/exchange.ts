import { resendMessage } from '#server/command/resend-message.ts';
import { listUndelivered } from '#server/query/list-undelivered.ts';
import { anything, integer, list, map, object, type Route } from '../route.ts';

const whole = (value: string | null, otherwise: number): number => Math.trunc(Number(value ?? otherwise)) || 0;

export const exchangeRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/exchange/undelivered',
    id: 'listUndelivered',
    summary: 'Messages between records that were given up or refused (operators)',
    query: { skip: integer, limit: integer },
    answers: { 200: object({ total: integer, items: list(map(anything)) }) },
    handle: async ({ context, query, language }) => ({
      body: await listUndelivered(context, {
        skip: whole(query.get('skip'), 0),
        limit: whole(query.get('limit'), 50),
        language,
      }),
    }),
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
