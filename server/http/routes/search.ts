import { problem } from '#engine/problem.ts';
import { searchRecords } from '#server/query/search-records.ts';
import { anything, flag, integer, list, map, object, type Route, text } from '../route.ts';

const [shortest, longest] = [2, 100];

export const searchRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/search',
    id: 'search',
    summary:
      'Records of every module that hold all words in their title, a number or what their module declares, by module; /records/:module?q= pages through one',
    query: { q: text },
    answers: {
      200: list(object({ module: text, title: map(text), total: integer, capped: flag, records: list(map(anything)) })),
    },
    handle: async ({ context, query }) => {
      const words = (query.get('q') ?? '').trim();
      if (words.length < shortest || words.length > longest)
        throw problem('invalid-input', { issues: [{ path: '/q', code: 'query.searchLength' }] });
      return { body: await searchRecords(context, words) };
    },
  },
];
