import { decidePaper } from '#server/command/decide-paper.ts';
import { readDocument } from '#server/query/read-document.ts';
import { anything, input, map, type Route, text } from '../route.ts';

export const correctionRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/corrections/:id/papers/:document',
    id: 'decidePaper',
    summary: 'What becomes of a paper that no longer agrees: supersede (another is prepared), withdraw or keep',
    body: input({ decision: text, reason: text }, ['decision']),
    answers: { 200: map(anything) },
    handle: async ({ context, params, body, key }) => {
      const document = params.document ?? '';
      const { replacement } = await decidePaper(context, {
        correction: params.id ?? '',
        document,
        decision: String(body.decision),
        idempotencyKey: key,
        ...(typeof body.reason === 'string' && { reason: body.reason }),
      });
      return { body: await readDocument(context, { id: replacement ?? document }) };
    },
  },
];
