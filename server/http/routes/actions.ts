import { actOnRecord } from '#server/command/act-on-record.ts';
import { availableActions } from '#server/query/available-actions.ts';
import { readIfReached } from '#server/query/read-record.ts';
import { presentIssues } from '../present-issues.ts';
import { anything, flag, input, integer, list, map, nullable, object, type Route, text, title } from '../route.ts';
import { recordSchema } from './records.ts';

const action = object({ key: text, title, allowed: flag, reasons: list(anything) }, [
  'key',
  'title',
  'allowed',
  'reasons',
]);

export const actionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/records/:module/:id/actions',
    id: 'listActions',
    summary: 'What this actor may do now, and why the rest is refused',
    answers: { 200: list(action) },
    handle: async ({ context, params, language }) => {
      const actions = await availableActions(context, { module: params.module ?? '', id: params.id ?? '' });
      return {
        body: actions.map(({ approval, ...one }) => ({
          ...one,
          reasons: presentIssues(one.reasons, language),
          ...(approval !== undefined && {
            approval: {
              ...approval,
              results: approval.results.map((result) => ({
                ...result,
                reasons: presentIssues(result.reasons, language),
              })),
            },
          }),
        })),
      };
    },
  },
  {
    method: 'post',
    path: '/records/:module/:id/actions/:action',
    id: 'act',
    summary: 'Do it: actions and approval steps alike',
    body: input({ data: map(anything), version: integer, follow: flag, onBehalfOf: text }, ['version']),
    answers: { 200: object({ record: nullable(recordSchema), warnings: list(anything) }) },
    handle: async ({ context, params, body, key, language }) => {
      const at = { module: params.module ?? '', id: params.id ?? '' };
      const done = await actOnRecord(context, {
        ...at,
        action: params.action ?? '',
        version: Number(body.version),
        ...(body.follow === true && { follow: true }),
        idempotencyKey: key,
        data: (body.data ?? {}) as Record<string, unknown>,
        ...(typeof body.onBehalfOf === 'string' && { onBehalfOf: body.onBehalfOf }),
      });
      return { body: { record: await readIfReached(context, at), warnings: presentIssues(done.warnings, language) } };
    },
  },
];
