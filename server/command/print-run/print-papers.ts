import type { Issue } from '#engine/issue.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { isPaperHidden } from '../../query/dossier/paper-hidden.ts';
import type { Piece, VolumePlan } from '../../query/dossier/volume-plan.ts';
import { reachRecord } from '../../query/read-record.ts';
import { type DocumentRow, findDocument } from '../../storage/documents.ts';
import type { Context } from '../context.ts';
import { mayWorkOn } from '../document/reach-document.ts';
import { runCommand } from '../run-command.ts';
import { newPrintRun, storePrintRun } from './store-print-run.ts';

export interface PrintPapers {
  /** Ids of issued documents, in the order they are to lie in. */
  readonly documents: readonly string[];
  readonly doubleSided: boolean;
  readonly idempotencyKey?: string;
}

const most = 500;

/** The paper, if this person may have it; with its records asked once each. */
const reach = async (context: Context, id: string, reached: Map<string, Promise<void>>): Promise<DocumentRow> => {
  const row = await findDocument(context.storage.read, id);
  if (row === undefined) throw problem('not-found', { params: { document: id } });
  const key = { module: row.module, id: row.record_id };
  const asked =
    reached.get(row.record_id) ??
    (async () => {
      await mayWorkOn(context, await reachRecord(context, key), undefined);
    })();
  reached.set(row.record_id, asked);
  await asked;
  return row;
};

const pieceOf = async (context: Context, row: DocumentRow): Promise<Piece> => {
  const declared = context.catalog.definitions.document.get(row.document) ?? { record: row.module };
  const masked = await isPaperHidden(context, row, { declared, secrets: true });
  return {
    kind: 'paper',
    part: 0,
    id: row.id,
    hash: row.pdf ?? '',
    masked,
    title: row.title,
    number: row.number === '' ? null : row.number,
    date: row.issued_at,
    note: null,
    record: { module: row.module, id: row.record_id },
    ...(!masked && { pdf: row.pdf ?? '', pages: Number(row.pages) }),
  };
};

const checkChosen = (documents: readonly string[]): void => {
  const issue: Issue | undefined =
    documents.length === 0
      ? { path: '/documents', code: 'print.nothingChosen' }
      : documents.length > most
        ? { path: '/documents', code: 'print.tooMany', params: { most } }
        : undefined;
  if (issue !== undefined) throw problem('invalid-input', { issues: [issue] });
};

const planOf = async (context: Context, documents: readonly string[]): Promise<VolumePlan> => {
  const pieces: Piece[] = [];
  const missing: Issue[] = [];
  const reached = new Map<string, Promise<void>>();
  for (const [index, id] of documents.entries()) {
    const row = await reach(context, id, reached);
    if (row.pdf === null)
      missing.push({ path: `/documents/${index}`, code: 'print.documentState', params: { title: row.title } });
    else pieces.push(await pieceOf(context, row));
  }
  if (missing.length > 0) throw problem('invalid-input', { issues: missing });
  const at = pieces
    .map(({ date }) => date ?? '')
    .sort()
    .at(-1);
  return { pieces, media: [], at: at ?? context.now };
};

/** Kinds of papers told before it says that there are more. */
const told = 2;

const titleOf = (pieces: readonly Piece[]): string => {
  const titles = [...new Set(pieces.map(({ title }) => title))];
  return `${titles.slice(0, told).join(' / ')}${titles.length > told ? ' …' : ''} ×${pieces.length}`;
};

/** Has papers put together in one PDF to be printed, each as this person may see it. */
export const printPapers = async (
  context: Context,
  { idempotencyKey, ...input }: PrintPapers,
): Promise<{ readonly id: string }> => {
  checkChosen(input.documents);
  const plan = await planOf(context, input.documents);
  const command = { route: 'print-papers', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => ({
    id: await storePrintRun(
      unit,
      newPrintRun(context, {
        kind: 'papers',
        title: titleOf(plan.pieces),
        options: canonicalJson({ doubleSided: input.doubleSided }),
        organization: context.actor.organization,
        plan: canonicalJson(plan),
        rights: null,
        total: plan.pieces.length,
      }),
    ),
  }));
};
