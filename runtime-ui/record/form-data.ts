import { fieldsOf } from '#engine/form/fields.ts';
import type { FieldInfo, FormDefinition } from '#engine/form/form.ts';
import { getPath, isObject, setPath } from '#engine/json.ts';
import type { Data, Entry } from '../answer/records.ts';

/** The filling of a form that may still be changed, if there is one. */
const openEntry = (form: FormDefinition, entries: readonly Entry[]): Entry | undefined =>
  entries.findLast((entry) => entry.form === form.key && entry.state === 'open');

/**
 * What a form starts with: its open filling; else what the record already holds under the form's names, so that nothing
 * known is typed twice.
 */
export const formDataOf = (form: FormDefinition, data: Data, entries: readonly Entry[]): Data => {
  const open = openEntry(form, entries);
  return open === undefined ? heldBy(form, data, () => true) : withSecrets(form, data, open.data);
};

/** The forms that may be filled in now, name start values and were never filled in. */
export const formsToStart = (
  forms: Readonly<Record<string, FormDefinition>>,
  offered: readonly (string | null | undefined)[],
  entries: readonly Entry[],
): readonly string[] =>
  [...new Set(offered)].filter((key): key is string => {
    const form = key === undefined || key === null ? undefined : forms[key];
    return form?.start !== undefined && !entries.some((entry) => entry.form === key);
  });

/** Data with what it lacks taken from start values. */
export const startedWith = (start: Data | undefined, data: Data): Data => {
  const filled: Record<string, unknown> = { ...start, ...data };
  for (const [key, value] of Object.entries(start ?? {})) {
    const own = data[key];
    if (isObject(value) && isObject(own)) filled[key] = startedWith(value, own);
  }
  return filled;
};

/** A filling with what is kept secret, which the record alone shows, and only to whom it may. */
export const withSecrets = (form: FormDefinition, data: Data, filled: Data): Data => ({
  ...heldBy(form, data, ({ sensitivity }) => sensitivity === 'secret'),
  ...filled,
});

/** What the record holds under the form's names. */
const heldBy = (form: FormDefinition, data: Data, wanted: (field: FieldInfo) => boolean): Data => {
  const own = form.into === undefined ? data : getPath(data, form.into);
  if (!isObject(own)) return {};
  return fieldsOf(form)
    .filter((field) => !field.path.includes('*') && wanted(field))
    .reduce<Data>((made, { path }) => {
      const value = getPath(own, path);
      return value === undefined ? made : setPath(made, path, value);
    }, {});
};
