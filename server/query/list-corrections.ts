import type { CompiledModule } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import type { CorrectedField } from '#engine/workflow/correction.ts';
import { fits } from '#engine/workflow/fits.ts';
import type { Context } from '../command/context.ts';
import { correctedData } from '../command/correct/corrected-data.ts';
import { findPapers } from '../command/correct/find-papers.ts';
import { followFields } from '../command/correct/follow-fields.ts';
import { type OpenRecord, viewRecord } from '../command/open-record.ts';
import { openUnit, type Unit } from '../command/unit.ts';
import { type CorrectionRow, correctionsOf, papersOfCorrection } from '../storage/corrections.ts';
import { asJson } from '../storage/db.ts';
import { findDocument } from '../storage/documents.ts';
import { namesOf } from './names-of.ts';
import { presentChanges } from './present-changes.ts';
import type { RecordRow } from './present-record.ts';

/**
 * The corrections of a record in the order they were proposed: fields with old and new value as this actor may see them,
 * and the papers that do not agree. Of what is proposed, the papers that would not.
 */
export const listCorrections = async (context: Context, { id, module }: RecordRow): Promise<readonly object[]> => {
  const unit = openUnit(context.storage.read, context);
  const rows = await correctionsOf(unit.db, id);
  if (rows.length === 0) return [];
  const record = await viewRecord(unit, { module, id });
  const names = await namesOf(
    context,
    rows.flatMap((row) => [row.proposed_by, row.ended_by]),
  );
  const shown: object[] = [];
  for (const row of rows) {
    const action = record.module.workflow.actions[row.action];
    shown.push({
      id: row.id,
      action: row.action,
      actionTitle: action?.title ?? { zh: row.action },
      form: row.form,
      title: record.module.forms.get(row.form)?.definition.title ?? { zh: row.form },
      state: row.state,
      reason: row.reason,
      entry: row.entry_id,
      correcting: row.correcting_id,
      approval: row.approval_id,
      proposedBy: names(row.proposed_by),
      proposedAt: row.proposed_at,
      endedBy: row.ended_by === null ? null : names(row.ended_by),
      endedAt: row.ended_at,
      changes: presentChanges(context, module, { changes: inRecord(record.module, row) }).changes,
      papers: row.state === 'proposed' ? await papersToCome(unit, record, row) : await papersOf(unit, row),
      mayDecide: mayDecide(context, record, row),
    });
  }
  return shown;
};

/** Changes with the paths they have in the record. */
const inRecord = (module: CompiledModule, { form, changes }: CorrectionRow): readonly object[] =>
  asJson<readonly CorrectedField[]>(changes).map(({ path, old, now }) => ({
    field: fullPath(module.forms.get(form)?.definition ?? {}, path),
    ...(old !== undefined && { old }),
    ...(now !== undefined && { new: now }),
  }));

const mayDecide = (context: Context, { module, subject }: OpenRecord, { action }: CorrectionRow): boolean => {
  const definition = module.workflow.actions[action];
  const who = definition?.correct?.papers?.who ?? definition?.who ?? [];
  return fits(who, context.actor, subject) !== undefined;
};

const papersOf = async (unit: Unit, row: CorrectionRow): Promise<readonly object[]> =>
  await Promise.all(
    (await papersOfCorrection(unit.db, row.id)).map(async (paper) => {
      const replacement = paper.replacement === null ? undefined : await findDocument(unit.db, paper.replacement);
      return {
        ...(await paperOf(unit, paper.document_id)),
        fields: asJson(paper.fields),
        decision: paper.decision,
        reason: paper.reason,
        replacement: replacement === undefined ? null : { id: replacement.id, number: replacement.number },
        decidedAt: paper.decided_at,
      };
    }),
  );

const paperOf = async (unit: Unit, id: string): Promise<object> => {
  const paper = await findDocument(unit.db, id);
  return {
    document: id,
    title: paper?.title ?? id,
    number: paper?.number ?? null,
    served: paper?.served_at ?? null,
    state: paper?.state ?? null,
  };
};

const papersToCome = async (unit: Unit, record: OpenRecord, row: CorrectionRow): Promise<readonly object[]> => {
  const form = record.module.forms.get(row.form);
  if (form === undefined) return [];
  const before = record.data;
  const corrected = { ...record, data: correctedData(before, form, asJson<readonly CorrectedField[]>(row.changes)) };
  const fit = { account: unit.context.actor.id };
  await followFields({ unit, record: corrected, input: {}, fit, warnings: [], created: [] }, { form, before });
  const papers = await findPapers(unit, corrected, before);
  return await Promise.all(
    papers.map(async ({ document, fields }) => ({ ...(await paperOf(unit, document)), fields, decision: null })),
  );
};
