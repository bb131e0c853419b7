import type { ModuleForm } from '#engine/definition/catalog.ts';
import { getPath, setPath } from '#engine/json.ts';
import { namespaceOf } from './fill-form.ts';
import type { RecordData } from './open-record.ts';

/** What of a record that a definition wrote a form would have filled in. */
export const filledPart = (form: ModuleForm, data: RecordData): RecordData => {
  const own = namespaceOf(form, data);
  let part: RecordData = {};
  for (const { path, inGrid } of form.fields) {
    const value = inGrid ? undefined : getPath(own, path);
    if (value !== undefined) part = setPath(part, path, value);
  }
  return part;
};
