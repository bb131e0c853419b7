import { seesSensitive } from '#engine/access/allowed.ts';
import { restoreHidden } from '#engine/access/mask-data.ts';
import type { CompiledModule, ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import type { Issue } from '#engine/issue.ts';
import { isObject, type Json } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { type CorrectedField, correctedFields } from '#engine/workflow/correction.ts';
import { editFormsOf } from '#engine/workflow/editable.ts';
import { insertCorrection, proposedFor } from '../../storage/corrections.ts';
import { checkReferences } from '../check-references.ts';
import type { EffectWork } from '../effect/effect.ts';
import { hiddenIn, keepEffects } from '../fill-form.ts';
import { nameIssues } from '../name-issues.ts';
import type { OpenRecord, RecordData } from '../open-record.ts';
import { idFor, type Unit } from '../unit.ts';
import { correctedData } from './corrected-data.ts';
import { lastFilling } from './last-filling.ts';

export interface Correction {
  readonly form: string;
  /** The filling that is corrected. */
  readonly entry: string;
  readonly changes: readonly CorrectedField[];
  readonly reason: string;
  /** The record as it would be, without what follows the fields. */
  readonly data: RecordData;
}

interface Asked {
  readonly form: unknown;
  readonly fields: unknown;
  readonly reason: unknown;
}

type Allowed = WorkflowAction['correct'];

const longestReason = 1000;

/**
 * Judges what somebody wants to stand in place of a filling that lies locked. Refused as invalid-input: a form that is
 * not to be corrected here, no reason, no change, a value its form does not allow, a field that is kept secret; as
 * action-not-available while another correction of the record waits.
 */
export const proposeCorrection = async (work: EffectWork, allowed: Allowed, asked: Asked): Promise<Correction> => {
  const { unit, record } = work;
  const form = formOf(record, allowed, asked.form);
  const reason = typeof asked.reason === 'string' ? asked.reason.trim().normalize('NFC') : '';
  const issues: Issue[] = [];
  if (form === undefined) issues.push({ path: '/form', code: 'correct.form' });
  if (reason.length < 2 || reason.length > longestReason) issues.push({ path: '/reason', code: 'correct.reason' });
  if (!isObject(asked.fields)) issues.push({ path: '/fields', code: 'required' });
  if (issues.length > 0 || form === undefined || !isObject(asked.fields)) throw refuse(unit, record, issues);
  if ((await proposedFor(unit.db, record.row.id)) !== undefined)
    throw problem('action-not-available', { issues: [{ path: '', code: 'correct.running' }] });
  const last = await lastFilling(unit, record, form.definition.key);
  if (last === undefined) throw refuse(unit, record, [{ path: '/form', code: 'correct.form' }]);
  const changes = await changesIn(unit, { record, form, stored: last.data, sent: asked.fields });
  const faults = changes.length === 0 ? [{ path: '', code: 'correct.nothing' }] : kept(record, form, changes, allowed);
  if (faults.length > 0) throw refuse(unit, record, faults);
  const data = correctedData(record.data, form, changes);
  return { form: form.definition.key, entry: last.id, changes, reason, data };
};

/** The form named, where the action may correct it and nobody may still edit it where the record stands. */
const formOf = ({ module, row }: OpenRecord, allowed: Allowed, key: unknown): ModuleForm | undefined => {
  if (typeof key !== 'string' || allowed?.forms.includes(key) !== true) return undefined;
  return editFormsOf(module.workflow, row.state).includes(key) ? undefined : module.forms.get(key);
};

interface Filling {
  readonly record: OpenRecord;
  readonly form: ModuleForm;
  readonly stored: RecordData;
  readonly sent: Readonly<Record<string, unknown>>;
}

const changesIn = async (unit: Unit, { record, form, stored, sent }: Filling): Promise<readonly CorrectedField[]> => {
  const { context } = unit;
  const { module } = record;
  const access = { roles: context.catalog.definitions.role, person: context.actor };
  const seen = seesSensitive(access, module.definition.key)
    ? sent
    : restoreHidden(hiddenIn(module, form), stored as Record<string, Json>, sent);
  const judged = { complete: true, today: toCivilDate(context.now), now: context.now };
  const { data, issues } = form.compiled.validate(keepEffects(module, form, stored, seen), judged);
  if (issues.length > 0) throw refuse(unit, record, issues.map(inFields));
  await checkReferences(unit, form, data, stored);
  // What a form brings by itself into an old filling is nobody's correction.
  return correctedFields(form.fields, form.compiled.validate(stored, judged).data, data);
};

const inFields = (issue: Issue): Issue => ({ ...issue, path: `/fields${issue.path}` });

/** What may not be changed here: secrets, which nobody reads in a proposal, and what the action leaves out. */
const kept = (
  { module }: OpenRecord,
  form: ModuleForm,
  changes: readonly CorrectedField[],
  allowed: Allowed,
): Issue[] =>
  changes.flatMap(({ path }) => {
    const at = `/fields/${path.replaceAll('.', '/')}`;
    if (isSecret(module, form, path)) return [{ path: at, code: 'correct.secret' }];
    return allowed?.except?.includes(fullPath(form.definition, path)) ? [{ path: at, code: 'correct.kept' }] : [];
  });

const isSecret = (module: CompiledModule, form: ModuleForm, path: string): boolean =>
  [...hiddenIn(module, form)].some(
    ([hidden, { sensitivity }]) =>
      sensitivity === 'secret' && (hidden === path || hidden.startsWith(`${path}.`) || path.startsWith(`${hidden}.`)),
  );

const refuse = ({ context }: Unit, { row }: OpenRecord, issues: readonly Issue[]) =>
  problem('invalid-input', {
    issues: nameIssues(context.catalog, issues, row.module),
    params: { count: issues.length },
  });

interface Placed {
  readonly action: string;
  /** The sign-off it waits for; null where it is carried out at once. */
  readonly approval: string | null;
}

/** Stores what is proposed; the answer is its id. */
export const keepProposal = async (
  unit: Unit,
  { row }: OpenRecord,
  { form, entry, changes, reason }: Correction,
  { action, approval }: Placed,
): Promise<string> => {
  const id = idFor(unit);
  await insertCorrection(unit.db, {
    id,
    record_id: row.id,
    root_id: row.root_id,
    action,
    form,
    entry_id: entry,
    correcting_id: null,
    changes: JSON.stringify(changes),
    reason,
    state: 'proposed',
    approval_id: approval,
    proposed_by: unit.context.actor.id,
    proposed_at: unit.context.now,
    ended_at: null,
    ended_by: null,
  });
  return id;
};
