import { getPath, setPath } from '#engine/json.ts';
import type { RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/** Writes a field of the record; a value there is none of clears it. */
export const setField: RunEffect<'set'> = async (work, { field, value }) => {
  const { record } = work;
  record.data = setPath(record.data, field, await valueFrom(work, value, getPath(record.data, field)));
};
