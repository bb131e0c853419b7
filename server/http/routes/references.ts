import { problem } from '#engine/problem.ts';
import { readReferences } from '#server/query/read-references.ts';
import { flag, list, nullable, object, type Route, text } from '../route.ts';

const most = 50;

export const referenceRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/references',
    id: 'readReferences',
    summary:
      'What records that others name are called; of=module.id,module.id at most 50; what may not be read has no title',
    query: { of: text },
    answers: {
      200: list(object({ module: text, id: text, title: nullable(text), number: nullable(text), readable: flag })),
    },
    handle: async ({ context, query }) => {
      const keys = (query.get('of') ?? '').split(',').map((one) => {
        const [module = '', id = ''] = one.split('.');
        return { module, id };
      });
      if (keys.length > most)
        throw problem('invalid-input', { issues: [{ path: '/of', code: 'query.tooMany', params: { limit: most } }] });
      return { body: await readReferences(context, keys) };
    },
  },
];
