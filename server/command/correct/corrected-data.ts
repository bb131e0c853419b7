import type { ModuleForm } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { getPath, setPath } from '#engine/json.ts';
import { type CorrectedField, sameValue } from '#engine/workflow/correction.ts';
import type { RecordData } from '../open-record.ts';

/** The record's data with a form's fields corrected; a field that another form or an effect wrote later stays. */
export const correctedData = (
  data: RecordData,
  { definition }: Pick<ModuleForm, 'definition'>,
  changes: readonly CorrectedField[],
): RecordData =>
  changes.reduce<RecordData>((made, { path, old, now }) => {
    const full = fullPath(definition, path);
    return sameValue(getPath(made, full), old) ? setPath(made, full, now) : made;
  }, data);
