import { readReceipts } from '#server/query/read-receipts.ts';
import { anything, list, map, nullable, object, type Route, text } from '../route.ts';

export const receiptRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/records/:module/:id/receipts',
    id: 'readReceipts',
    summary: 'Who was asked by this order and what each has answered, with lights; empty for records that ask nobody',
    answers: {
      200: list(
        object({
          exchange: text,
          title: map(text),
          module: text,
          order: nullable(map(text)),
          light: nullable(text),
          columns: list(map(anything)),
          actions: list(map(anything)),
          receipts: list(map(anything)),
        }),
      ),
    },
    handle: async ({ context, params }) => ({
      body: await readReceipts(context, { module: params.module ?? '', id: params.id ?? '' }),
    }),
  },
];
