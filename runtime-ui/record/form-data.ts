import { fieldsOf } from '#engine/form/fields.ts';
import type { FormDefinition } from '#engine/form/form.ts';
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
  if (open) return open.data;
  const own = form.into === undefined ? data : getPath(data, form.into);
  if (!isObject(own)) return {};
  return fieldsOf(form)
    .filter(({ path }) => !path.includes('*'))
    .reduce<Data>((made, { path }) => {
      const value = getPath(own, path);
      return value === undefined ? made : setPath(made, path, value);
    }, {});
};
