import { comparePapers } from '#server/command/compare-papers.ts';
import type { LiveTexts } from '#server/command/definition/paper/draft-catalog.ts';
import { listPaperRecords } from '#server/query/list-paper-records.ts';
import { comparePaperNow, previewPaper } from '#server/query/preview-paper.ts';
import { readComparedPaper, readPaperComparison } from '#server/query/read-paper-comparison.ts';
import type { Language } from '../language.ts';
import { presentIssues } from '../present-issues.ts';
import { anything, flag, input, list, map, type Route, text } from '../route.ts';

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
    body: input({ document: text, record: text, regime: text, texts: map(text), compare: flag }, ['document']),
    answers: { 200: map(anything) },
    handle: async ({ context, params, body, language }) => {
      const question = {
        id: params.id ?? '',
        document: String(body.document),
        texts: (body.texts ?? {}) as LiveTexts,
        ...optionalText(body, 'record'),
        ...optionalText(body, 'regime'),
      };
      const paper = await (body.compare === true ? comparePaperNow : previewPaper)(context, question);
      return { body: { ...paper, faults: presentIssues(paper.faults, language) } };
    },
  },
  {
    method: 'post',
    path: '/drafts/:id/papers',
    id: 'comparePapers',
    summary: 'Papers of everything the draft touches, printed with it and without it; kept with the draft',
    exempt: true,
    body: input({ watch: text }),
    answers: { 200: map(anything) },
    handle: async ({ context, params, body, language }) => {
      await comparePapers(context, { id: params.id ?? '', ...optionalText(body, 'watch') });
      return { body: presented(await readPaperComparison(context, { id: params.id ?? '' }), language) };
    },
  },
  {
    method: 'get',
    path: '/drafts/:id/papers',
    id: 'readPaperComparison',
    summary: 'The last comparison of the papers of a draft; none before the first',
    answers: { 200: list(map(anything)) },
    handle: async ({ context, params, language }) => {
      const found = presented(await readPaperComparison(context, { id: params.id ?? '' }), language);
      return { body: found === null ? [] : [found] };
    },
  },
  {
    method: 'get',
    path: '/drafts/:id/papers/:line',
    id: 'readComparedPaper',
    summary: 'The pages of one compared paper before and after, with what differs marked',
    answers: { 200: map(anything) },
    handle: async ({ context, params, language }) => {
      const paper = await readComparedPaper(context, { id: params.id ?? '', line: Number(params.line) });
      return { body: { ...paper, faults: presentIssues(paper.faults, language) } };
    },
  },
];

const presented = (comparison: Awaited<ReturnType<typeof readPaperComparison>>, language: Language) =>
  comparison && {
    ...comparison,
    papers: comparison.papers.map((paper) => ({ ...paper, faults: presentIssues(paper.faults, language) })),
  };
