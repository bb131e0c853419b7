import type { ModuleForm } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import { all, asJson } from '../../storage/db.ts';
import type { Offence, World } from '../world.ts';

interface Entry {
  id: string;
  form: string;
  data: unknown;
  at: string;
  closure: string;
  module: string;
}

/** The values at a dotted path; `*` stands for every row of a grid. */
const valuesAt = (data: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [data];
  if (step === '*') return Array.isArray(data) ? data.flatMap((row) => valuesAt(row, rest)) : [];
  return isObject(data) ? valuesAt(data[step], rest) : [];
};

const faultOf = (form: ModuleForm, { data, at }: Entry): string | undefined => {
  const stored = asJson(data);
  const amounts = form.fields.filter(({ type }) => type === 'money');
  if (amounts.length === 0) return undefined;
  const computed = form.compiled.validate(stored, { complete: false, now: at }).data;
  for (const { path } of amounts) {
    const values = valuesAt(stored, path.split('.'));
    const [was, now] = [values, valuesAt(computed, path.split('.'))].map((one) => JSON.stringify(one));
    // What was never filled in is no wrong amount.
    if (was !== now && values.some((value) => value !== undefined && value !== null))
      return `${path} is ${was}, its form computes ${now}`;
  }
  return undefined;
};

/** The amounts of every filling are those its form computes from the items filled in: a total is the sum of its items. */
export const entryAmounts = async ({ db, pinned }: World): Promise<Offence[]> => {
  const broken: Offence[] = [];
  const entries = await all<Entry>(
    db,
    'select e.`id`, e.`form`, e.`data`, e.`at`, e.`closure`, r.`module` from `entry` e join `record` r on r.`id` = e.`record_id`',
  );
  for (const entry of entries) {
    const form = (await pinned?.(entry.module, entry.closure))?.forms.get(entry.form);
    const reason = form && faultOf(form, entry);
    if (reason !== undefined) broken.push({ table: 'entry', row: entry.id, reason });
  }
  return broken;
};
