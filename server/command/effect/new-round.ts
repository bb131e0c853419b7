import type { CompiledModule, ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { getPath, isObject, setPath } from '#engine/json.ts';
import { entriesOf } from '../../storage/entries.ts';
import { freezeForm } from '../entry.ts';
import type { OpenRecord, RecordData } from '../open-record.ts';
import { openStored } from '../secrets.ts';
import type { Unit } from '../unit.ts';
import type { RunEffect } from './effect.ts';

/**
 * Closes the filling of a form: the next one adds an entry and overwrites nothing. What was filled in stays in its entry
 * and leaves the record's data, which shows the round that runs.
 */
export const newRound: RunEffect<'newRound'> = async ({ unit, record }, { form: key }) => {
  const form = record.module.forms.get(key);
  if (form !== undefined) record.data = await withoutRound(unit, record, form);
  await freezeForm(unit, record.row.id, key);
};

const withoutRound = async (unit: Unit, record: OpenRecord, form: ModuleForm): Promise<RecordData> => {
  const { module } = record;
  let data = record.data;
  for (const path of filledBy(module, form)) data = setPath(data, path, await otherFilling(unit, record, form, path));
  const { into } = form.definition;
  const rest = into === undefined ? undefined : getPath(data, into);
  return into !== undefined && isObject(rest) && Object.keys(rest).length === 0 ? setPath(data, into, undefined) : data;
};

/** The paths that a form alone brings into a record's data, grids whole; what effects write is not the form's. */
const filledBy = (module: CompiledModule, { definition, fields }: ModuleForm): ReadonlySet<string> => {
  const written = new Set((module.definition.fields ?? []).map(({ field }) => field));
  const paths = fields.map(({ path }) => fullPath(definition, path.split('.*')[0] ?? path));
  return new Set(paths.filter((path) => !written.has(path)));
};

/** What the last filling of another form says at a path that both fill. */
const otherFilling = async (unit: Unit, record: OpenRecord, form: ModuleForm, path: string): Promise<unknown> => {
  const { module, row } = record;
  const others = [...module.forms.values()].filter(
    (other) => other.definition.key !== form.definition.key && filledBy(module, other).has(path),
  );
  if (others.length === 0) return undefined;
  const keys = new Map(others.map(({ definition }) => [definition.key, definition.into]));
  const last = (await entriesOf(unit.db, row.id)).findLast((entry) => keys.has(entry.form));
  if (last === undefined) return undefined;
  const into = keys.get(last.form);
  return getPath(openStored(unit.context, row.id, last.data), into === undefined ? path : path.slice(into.length + 1));
};
