import { issueDocument } from '#server/command/issue-document.ts';
import { prepareDocument } from '#server/command/prepare-document.ts';
import { serveDocument } from '#server/command/serve-document.ts';
import { signDocument } from '#server/command/sign-document.ts';
import { voidDocument } from '#server/command/void-document.ts';
import { listSealUses } from '#server/query/list-seal-uses.ts';
import { previewDocument } from '#server/query/preview-document.ts';
import { readCustody } from '#server/query/read-custody.ts';
import { readDocument, readDocumentPdf } from '#server/query/read-document.ts';
import { verifyDocument } from '#server/query/verify-document.ts';
import { beforeOf, purpose, purposeOf } from '../purpose.ts';
import { anything, input, integer, list, map, type Request, type Route, text } from '../route.ts';

const document = map(anything);
const pdf = 'application/pdf';
const idOf = (request: Request) => ({ id: request.params.id ?? '' });
const pdfHeaders = (name: string) => ({
  'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}.pdf`,
  'Cache-Control': 'private, no-store',
});

export const documentRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/records/:module/:id/documents',
    id: 'prepareDocument',
    summary: 'Prepare a document',
    body: input({ document: text, data: map(anything), subject: text }, ['document']),
    answers: { 201: document },
    handle: async ({ context, params, body, key }) => {
      const made = await prepareDocument(context, {
        module: params.module ?? '',
        id: params.id ?? '',
        document: String(body.document),
        data: (body.data ?? {}) as Record<string, unknown>,
        idempotencyKey: key,
        ...(typeof body.subject === 'string' && { subject: body.subject }),
      });
      return { status: 201, body: await readDocument(context, { id: made.id }) };
    },
  },
  {
    method: 'post',
    path: '/documents/:id/issue',
    id: 'issueDocument',
    summary: 'Number it and have it rendered',
    answers: { 202: document },
    handle: async (request) => {
      await issueDocument(request.context, { ...idOf(request), idempotencyKey: request.key });
      return { status: 202, body: await readDocument(request.context, idOf(request)) };
    },
  },
  {
    method: 'post',
    path: '/documents/:id/void',
    id: 'voidDocument',
    summary: 'Void it with a reason; its number stays in the ledger',
    body: input({ reason: text }, ['reason']),
    answers: { 200: document },
    handle: async (request) => {
      await voidDocument(request.context, {
        ...idOf(request),
        reason: String(request.body.reason),
        idempotencyKey: request.key,
      });
      return { body: await readDocument(request.context, idOf(request)) };
    },
  },
  {
    method: 'post',
    path: '/documents/:id/serve',
    id: 'serveDocument',
    summary: 'Record that it was served',
    body: input({ servedAt: text, data: map(anything) }, ['servedAt']),
    answers: { 200: document },
    handle: async (request) => {
      await serveDocument(request.context, {
        ...idOf(request),
        servedAt: String(request.body.servedAt),
        idempotencyKey: request.key,
      });
      return { body: await readDocument(request.context, idOf(request)) };
    },
  },
  {
    method: 'post',
    path: '/documents/:id/sign',
    id: 'signDocument',
    summary: 'Tie the scan of the signed paper to it, a file of the record',
    body: input({ file: text }, ['file']),
    answers: { 200: document },
    handle: async (request) => {
      await signDocument(request.context, {
        ...idOf(request),
        file: String(request.body.file),
        idempotencyKey: request.key,
      });
      return { body: await readDocument(request.context, idOf(request)) };
    },
  },
  {
    method: 'get',
    path: '/seal-uses',
    id: 'listSealUses',
    summary: 'The register of seals, newest first',
    query: { before: text, q: text },
    answers: { 200: list(document) },
    handle: async ({ context, query }) => ({
      body: await listSealUses(context, { before: query.get('before') || undefined, words: query.get('q') ?? '' }),
    }),
  },
  {
    method: 'get',
    path: '/documents/:id',
    id: 'readDocument',
    summary: 'State, number and hashes',
    answers: { 200: document },
    handle: async (request) => ({ body: await readDocument(request.context, idOf(request)) }),
  },
  {
    method: 'get',
    path: '/documents/:id/pdf',
    id: 'readDocumentPdf',
    summary: 'The issued PDF, always the same bytes',
    query: { for: purpose },
    answers: { 200: pdf },
    handle: async (request) => {
      const action = purposeOf(request.query, 'view');
      const file = await readDocumentPdf(request.context, { ...idOf(request), action });
      return { body: Buffer.from(file.bytes), type: pdf, headers: pdfHeaders(file.name) };
    },
  },
  {
    method: 'get',
    path: '/documents/:id/custody',
    id: 'readDocumentCustody',
    summary: 'Who had the paper in hand, newest first',
    query: { before: integer },
    answers: { 200: list(map(anything)) },
    handle: async (request) => ({
      body: await readCustody(request.context, {
        kind: 'document',
        ...idOf(request),
        before: beforeOf(request.query),
      }),
    }),
  },
  {
    method: 'get',
    path: '/documents/:id/preview.pdf',
    id: 'previewDocument',
    summary: 'As it would be issued now, marked as a draft',
    answers: { 200: pdf },
    handle: async (request) => {
      const file = await previewDocument(request.context, idOf(request));
      return { body: Buffer.from(file.bytes), type: pdf, headers: pdfHeaders(file.name) };
    },
  },
  {
    method: 'get',
    path: '/verify/:token',
    id: 'verifyDocument',
    summary: 'Anybody may check that a document was issued',
    public: true,
    answers: { 200: document },
    handle: async ({ context, params }) => ({ body: await verifyDocument(context, { token: params.token ?? '' }) }),
  },
];
