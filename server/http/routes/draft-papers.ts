import type { LiveTexts } from '#server/command/definition/paper/draft-catalog.ts';
import { listPaperRecords } from '#server/query/list-paper-records.ts';
import { previewPaper } from '#server/query/preview-paper.ts';
import { presentIssues } from '../present-issues.ts';
import { anything, input, list, map, type Route, text } from '../route.ts';

const optionalText = (body: Readonly<Record<string, unknown>>, name: string) =>
  typeof body[name] === 'string' ? { [name]: body[name] } : {};

/** Papers as a draft would print them. */
export const draftPaperRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/paper-records',
    id: 'listPaperRecords',
    summary: 'Records on which a document can be tried, the newest first',
    query: { document: text, q: text },
    answers: { 200: list(map(anything)) },
    handle: async ({ context, query }) => ({
      body: await listPaperRecords(context, { document: query.get('document') ?? '', words: query.get('q') ?? '' }),
    }),
  },
  {
    method: 'post',
    path: '/drafts/:id/paper',
    id: 'previewPaper',
    summary: 'The pages of a document as the draft would print it, with texts that are not stored yet',
    exempt: true,
    body: input({ document: text, record: text, regime: text, texts: map(text) }, ['document']),
    answers: { 200: map(anything) },
    handle: async ({ context, params, body, language }) => {
      const paper = await previewPaper(context, {
        id: params.id ?? '',
        document: String(body.document),
        texts: (body.texts ?? {}) as LiveTexts,
        ...optionalText(body, 'record'),
        ...optionalText(body, 'regime'),
      });
      return { body: { ...paper, faults: presentIssues(paper.faults, language) } };
    },
  },
];
