import { canonicalJson, getPath } from '#engine/json.ts';
import { asJson, moduleTableName, one } from '../../storage/db.ts';
import type { RecordHeader } from '../../storage/records.ts';
import { actByPlatform } from '../act-by-platform.ts';
import { saveEntry } from '../entry.ts';
import { filledPart } from '../filled-part.ts';
import type { RecordData } from '../open-record.ts';
import { sealedEntry } from '../secrets.ts';
import type { Unit } from '../unit.ts';
import type { Hit } from './apply-create.ts';
import { fieldsOf } from './create-subject-record.ts';
import { levelStep } from './level-step.ts';
import type { SubjectMemory } from './subject-memory.ts';
import type { SubjectWork } from './subject-work.ts';

interface Update {
  readonly record: RecordHeader;
  readonly hit: Hit;
  readonly memory: SubjectMemory | undefined;
}

/** Brings the record of a subject up to date while nobody has decided about it; false when nothing was to be changed. */
export const updateSubjectRecord = async (unit: Unit, work: SubjectWork, update: Update): Promise<boolean> => {
  const { record, hit } = update;
  if (!(hit.outcome.while ?? []).includes(record.state)) return false;
  const { id, module } = record;
  const row = await one<{ data: unknown }>(unit.db, `select data from \`${moduleTableName(module)}\` where id = ?`, [
    id,
  ]);
  const data = asJson<RecordData>(row?.data ?? '{}');
  const filled = await fieldsOf(unit, work, { module, values: hit.outcome.data ?? {}, data });
  const next = levelStep(filled, hit, work.asOf);
  if (canonicalJson(next) === canonicalJson(data)) return false;
  await actByPlatform(
    unit,
    { module, id },
    { change: (current) => taken(current, data, next), told: { ruleset: work.ruleSet.key } },
  );
  const { level, outcome } = hit;
  await noteFilling(unit, record, { form: outcome.form, data: next });
  const action = outcome.level?.action;
  if (action !== undefined && level !== undefined && (getPath(data, level.field) ?? null) !== level.key)
    await actByPlatform(unit, { module, id }, { action, told: { ruleset: work.ruleSet.key } });
  return true;
};

/** What people read of the record is a filling: what was passed stays as it was, and a new one tells what holds now. */
const noteFilling = async (
  unit: Unit,
  { id, module, closure }: RecordHeader,
  { form: asked, data }: { readonly form: string | undefined; readonly data: RecordData },
): Promise<void> => {
  const { definition, forms } = unit.context.catalog.module(module);
  const key = asked ?? definition.createForm;
  const form = forms.get(key);
  if (form === undefined) return;
  const filling = sealedEntry(unit.context, id, form, filledPart(form, data));
  await saveEntry(unit, { record: id, form: key, closure }, filling);
};

/** What is open for writing is the same data, read under lock: only the parts that differ are put in. */
const taken = (current: RecordData, before: RecordData, next: RecordData): RecordData => {
  const merged: RecordData = { ...current };
  for (const key of new Set([...Object.keys(before), ...Object.keys(next)])) {
    if (canonicalJson(before[key] ?? null) === canonicalJson(next[key] ?? null)) continue;
    const value = getPath(next, key);
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  return merged;
};
