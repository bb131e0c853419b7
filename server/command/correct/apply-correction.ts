import type { ModuleForm } from '#engine/definition/catalog.ts';
import { setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { CorrectedField } from '#engine/workflow/correction.ts';
import {
  type CorrectionRow,
  findCorrection,
  insertCorrectionPaper,
  updateCorrection,
} from '../../storage/corrections.ts';
import { asJson, insertRow } from '../../storage/db.ts';
import type { Guarded } from '../apply-verdicts.ts';
import type { EffectWork } from '../effect/effect.ts';
import type { RecordData } from '../open-record.ts';
import { sealedEntry } from '../secrets.ts';
import { idFor } from '../unit.ts';
import { correctedData } from './corrected-data.ts';
import { findPapers } from './find-papers.ts';
import { followClocks } from './follow-clocks.ts';
import { followFields } from './follow-fields.ts';
import { followServed } from './follow-served.ts';
import { type Filled, lastFilling } from './last-filling.ts';

interface Applying {
  readonly id: string;
  /** Asks the action's guards and these rule sets of the record as it is then. */
  readonly judge: (rulesets: readonly string[]) => Promise<Guarded>;
}

export interface Applied extends Pick<Guarded, 'tasks'> {
  readonly form: string;
  readonly reason: string;
  /** How many issued papers no longer agree. */
  readonly papers: number;
}

/**
 * Puts a correction into the record: a filling beside the one it corrects, the fields of the record, what was derived
 * from them, clocks that began with them and the day a paper was served; rules are asked again, and issued papers that no longer agree are noted.
 */
export const applyCorrection = async (work: EffectWork, { id, judge }: Applying): Promise<Applied> => {
  const { unit, record } = work;
  const row = await findCorrection(unit.db, id);
  const form = record.module.forms.get(row?.form ?? '');
  if (row === undefined || form === undefined) throw problem('not-found');
  const last = await lastFilling(unit, record, row.form);
  // Filled in again meanwhile: the correction speaks of what is no longer the last word.
  if (last === undefined || last.id !== row.entry_id)
    throw problem('action-not-available', { issues: [{ path: '', code: 'correct.overtaken' }] });
  const before = record.data;
  const changes = asJson<readonly CorrectedField[]>(row.changes);
  record.data = correctedData(before, form, changes);
  await followFields(work, { form, before });
  const guarded = await judge(triggeredBy(work, row.form));
  await followClocks(work, { form, before });
  await followServed(work, { form, before });
  await addCorrecting(work, { row, form, last, changes });
  const papers = await findPapers(unit, record, before);
  for (const { document, fields } of papers)
    await insertCorrectionPaper(unit.db, {
      id: idFor(unit),
      correction_id: id,
      record_id: record.row.id,
      document_id: document,
      fields: JSON.stringify(fields),
      decision: null,
      reason: null,
      replacement: null,
      decided_by: null,
      decided_at: null,
    });
  return { tasks: guarded.tasks, form: row.form, reason: row.reason, papers: papers.length };
};

/** Rule sets that are asked whenever the form is saved are asked when it is corrected. */
const triggeredBy = ({ unit, record }: EffectWork, form: string): readonly string[] =>
  [...unit.context.catalog.definitions.ruleset.values()]
    .filter((ruleSet) => ruleSet.record === record.row.module && ruleSet.trigger.forms?.includes(form))
    .map(({ key }) => key);

interface Correcting {
  readonly row: CorrectionRow;
  readonly form: ModuleForm;
  readonly last: Filled;
  readonly changes: readonly CorrectedField[];
}

/** The filling that takes the place of the corrected one, by the person who proposed it; it is frozen as that is. */
const addCorrecting = async ({ unit, record }: EffectWork, { row, form, last, changes }: Correcting): Promise<void> => {
  const data = changes.reduce<RecordData>((made, { path, now }) => setPath(made, path, now), last.data);
  const { now, actor } = unit.context;
  const entry = idFor(unit);
  await insertRow(unit.db, 'entry', {
    id: entry,
    record_id: record.row.id,
    form: row.form,
    round: last.round + 1,
    subject: '',
    data: sealedEntry(unit.context, record.row.id, form, data),
    state: 'frozen',
    by_account: row.proposed_by,
    at: now,
    frozen_at: now,
    closure: record.row.closure,
  });
  const ended = { correcting_id: entry, ended_at: now, ended_by: actor.id };
  await updateCorrection(unit.db, row.id, { state: 'applied', ...ended });
};
