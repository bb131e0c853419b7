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
