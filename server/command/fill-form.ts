import { seesSensitive } from '#engine/access/allowed.ts';
import { restoreHidden, type SensitiveField } from '#engine/access/mask-data.ts';
import type { CompiledModule, ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { getPath, isObject, type Json, setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { toCivilDate } from '#engine/time.ts';
import { sensitiveFields } from '../query/sensitive-fields.ts';
import type { Context } from './context.ts';
import type { RecordData } from './open-record.ts';

export interface Filling {
  readonly module: CompiledModule;
  readonly form: ModuleForm;
  /** The record's data before. */
  readonly stored: RecordData;
  /** What was handed in, without the form's `into`. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly complete: boolean;
}

export interface Filled {
  /** The form's own data as it is kept in the entry. */
  readonly entry: RecordData;
  /** The record's data with the form's fields in place. */
  readonly data: RecordData;
}

/**
 * Judges what somebody filled into a form and puts it into the record's data. Fields he may not see keep their values,
 * and fields that effects write are never taken from a form. Refused as invalid-input with every fault.
 */
export const fillForm = (context: Context, filling: Filling): Filled => {
  const { module, form, stored } = filling;
  const own = namespaceOf(form, stored);
  const inFull = seesSensitive(
    { roles: context.catalog.definitions.role, person: context.actor },
    module.definition.key,
  );
  const seen = inFull ? filling.sent : restoreHidden(hiddenIn(module, form), own as Record<string, Json>, filling.sent);
  const sent = keepEffects(module, form, own, seen);
  const { data, issues } = form.compiled.validate(sent, {
    complete: filling.complete,
    today: toCivilDate(context.now),
    now: context.now,
  });
  if (issues.length > 0) throw problem('invalid-input', { issues, params: { count: issues.length } });
  return { entry: data, data: project(form, stored, data) };
};

/** The part of a record's data that a form fills. */
export const namespaceOf = ({ definition }: ModuleForm, data: RecordData): RecordData => {
  const own = definition.into === undefined ? data : getPath(data, definition.into);
  return isObject(own) ? own : {};
};

/** The form's values in place of its former ones; what other forms and effects wrote stays. */
const project = (form: ModuleForm, stored: RecordData, values: RecordData): RecordData => {
  let own = { ...namespaceOf(form, stored) };
  for (const { path, inGrid } of form.fields) {
    if (inGrid) continue;
    if (path.includes('.')) own = setPath(own, path, undefined);
    else delete own[path];
  }
  const merged = merge(own, values) as RecordData;
  const { into } = form.definition;
  return into === undefined ? merged : setPath(stored, into, merged);
};

const merge = (base: unknown, over: unknown): unknown => {
  if (!isObject(base) || !isObject(over)) return over;
  const result: RecordData = { ...base };
  for (const [key, value] of Object.entries(over)) result[key] = merge(result[key], value);
  return result;
};

const hiddenOf = new WeakMap<ModuleForm, ReadonlyMap<string, SensitiveField>>();

/** The form's sensitive fields by their path in the form, cells of grids with a `*`. */
export const hiddenIn = (module: CompiledModule, form: ModuleForm): ReadonlyMap<string, SensitiveField> => {
  const known = hiddenOf.get(form) ?? findHidden(module, form);
  hiddenOf.set(form, known);
  return known;
};

const findHidden = (module: CompiledModule, form: ModuleForm): ReadonlyMap<string, SensitiveField> => {
  const hidden = sensitiveFields(module);
  return new Map(
    form.fields.flatMap(({ path }) => {
      const field = hidden.get(fullPath(form.definition, path));
      return field === undefined ? [] : [[path, field]];
    }),
  );
};

const writtenOf = new WeakMap<ModuleForm, readonly string[]>();

/** Paths in the form of what effects write. */
const writtenIn = (module: CompiledModule, form: ModuleForm): readonly string[] => {
  const written = new Set((module.definition.fields ?? []).map(({ field }) => field));
  const paths = form.fields.map(({ path }) => path).filter((path) => written.has(fullPath(form.definition, path)));
  writtenOf.set(form, paths);
  return paths;
};

/** What was handed in, with what effects write as it stands. */
export const keepEffects = (
  module: CompiledModule,
  form: ModuleForm,
  own: RecordData,
  sent: Readonly<Record<string, unknown>>,
): RecordData => {
  let result: RecordData = { ...sent };
  for (const path of writtenOf.get(form) ?? writtenIn(module, form)) result = setPath(result, path, getPath(own, path));
  return result;
};
