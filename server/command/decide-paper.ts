import { problem } from '#engine/problem.ts';
import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { type Fit, fits } from '#engine/workflow/fits.ts';
import {
  type CorrectionPaperRow,
  type CorrectionRow,
  findCorrection,
  papersOfCorrection,
  updateCorrectionPaper,
} from '../storage/corrections.ts';
import { type DocumentRow, findDocument, insertDocument, updateDocument } from '../storage/documents.ts';
import { rowOf } from '../storage/rows.ts';
import { voidSealUse } from '../storage/seal-uses.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { type OpenRecord, openRecord, touchFamily } from './open-record.ts';
import { pinClosures } from './pin-closures.ts';
import { runCommand } from './run-command.ts';
import { openTask } from './task.ts';
import { idFor, type Unit } from './unit.ts';
import { voidNumberOf } from './void-number-of.ts';

export interface DecidePaper {
  readonly correction: string;
  readonly document: string;
  readonly decision: string;
  /** Why a paper is withdrawn or kept. */
  readonly reason?: string;
  readonly idempotencyKey: string;
}

const decisions = ['supersede', 'withdraw', 'keep'] as const;
type Decision = (typeof decisions)[number];

const longestReason = 500;

interface Deciding {
  readonly unit: Unit;
  readonly record: OpenRecord;
  readonly action: WorkflowAction | undefined;
  readonly paper: CorrectionPaperRow;
  readonly document: DocumentRow;
  readonly reason: string;
  readonly fit: Fit;
}

/**
 * What becomes of a paper that no longer agrees with a corrected record: another takes its place (a draft that names it),
 * it is withdrawn though it was served, or it is kept. Each is decided once.
 */
export const decidePaper = async (
  context: Context,
  { idempotencyKey, ...input }: DecidePaper,
): Promise<{ readonly replacement: string | null }> => {
  const decision = decisions.find((one) => one === input.decision);
  const reason = (input.reason ?? '').trim();
  const wrong = [
    ...(decision === undefined ? [{ path: '/decision', code: 'correct.decision' }] : []),
    ...(decision !== 'supersede' && (reason.length < 2 || reason.length > longestReason)
      ? [{ path: '/reason', code: 'correct.paperReason' }]
      : []),
  ];
  if (decision === undefined || wrong.length > 0)
    throw problem('invalid-input', { issues: wrong, params: { count: wrong.length } });
  const row = await findCorrection(context.storage.read, input.correction);
  if (row === undefined) throw problem('not-found');
  const module = await moduleOf(context, row);
  await pinClosures(context, module);
  const command = { route: 'decide-paper', body: input, idempotencyKey };
  return await runCommand(context, command, async (unit) => {
    const deciding = await open(unit, row, { module, document: input.document, reason });
    const replacement = await carryOut[decision](deciding);
    const { now, actor } = context;
    await updateCorrectionPaper(unit.db, deciding.paper.id, {
      decision,
      reason: reason === '' ? null : reason,
      replacement,
      decided_by: actor.id,
      decided_at: now,
    });
    await touchFamily(unit, deciding.record.row.root_id);
    await tell(deciding, { correction: row.id, decision, replacement });
    return { replacement };
  });
};

const moduleOf = async (context: Context, { record_id: id }: CorrectionRow): Promise<string> => {
  const header = await rowOf(context.storage.read, 'record', { id });
  if (header === undefined) throw problem('not-found');
  return header.module;
};

interface Asked {
  readonly module: string;
  readonly document: string;
  readonly reason: string;
}

const open = async (unit: Unit, row: CorrectionRow, { module, document: id, reason }: Asked): Promise<Deciding> => {
  const record = await openRecord(unit, { module, id: row.record_id }, { operation: 'documents' });
  const action = record.module.workflow.actions[row.action];
  const who = action?.correct?.papers?.who ?? action?.who ?? [];
  const fit = fits(who, unit.context.actor, record.subject);
  if (fit === undefined)
    throw problem('not-permitted', { issues: [{ path: '', code: 'document.notYours', params: { who } }] });
  const paper = (await papersOfCorrection(unit.db, row.id)).find((one) => one.document_id === id);
  const document = await findDocument(unit.db, id);
  if (paper === undefined || document === undefined) throw problem('not-found');
  const code =
    paper.decision !== null ? 'correct.decided' : document.state === 'voided' ? 'document.alreadyVoided' : '';
  if (code !== '') throw problem('action-not-available', { issues: [{ path: '', code }] });
  return { unit, record, action, paper, document, reason, fit };
};

const supersede = async ({ unit, document }: Deciding): Promise<string> => {
  const id = idFor(unit);
  const { now, actor } = unit.context;
  const blank = { number: null, view: null, templates: null, fonts: null, browser: null, token: null, pdf: null };
  const nobody = { issued_at: null, issued_by: null, served_at: null, void_reason: null, voided_by: null, error: null };
  const made = { version: 1, created_at: now, created_by: actor.id };
  await insertDocument(unit.db, { ...document, ...blank, ...nobody, ...made, id, state: 'draft', pages: null });
  return id;
};

/** What was served has reached somebody: whoever serves is asked to tell him. */
const withdraw = async ({ unit, record, action, document, reason }: Deciding): Promise<null> => {
  const by = unit.context.actor.id;
  await updateDocument(unit.db, document, { state: 'voided', void_reason: reason, voided_by: by });
  await voidNumberOf(unit, document.id, reason);
  await voidSealUse(unit.db, { document: document.id, by, at: unit.context.now, reason });
  const tell = action?.correct?.papers?.tell;
  if (document.served_at !== null && tell !== undefined)
    await openTask(unit, record, { title: tell.title, who: tell.for, action: null });
  return null;
};

const carryOut: Readonly<Record<Decision, (deciding: Deciding) => Promise<string | null>>> = {
  supersede,
  withdraw,
  keep: async () => null,
};

interface Decided {
  readonly correction: string;
  readonly decision: Decision;
  readonly replacement: string | null;
}

const tell = async ({ unit, record, document, reason, fit }: Deciding, decided: Decided): Promise<void> => {
  const { number, id, title, served_at: served } = document;
  await appendEvent(unit, {
    type: 'document.decided',
    record: { id: record.row.id, root: record.row.root_id },
    organization: record.row.organization,
    ...(fit.onBehalfOf !== undefined && { onBehalfOf: fit.onBehalfOf }),
    data: { ...decided, document: document.document, id, number, title, reason, served: served !== null },
  });
};
