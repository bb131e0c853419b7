import { maskData } from '#engine/access/mask-data.ts';
import { getPath, isObject, type Json, setPath } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { seesSensitive } from './present-record.ts';
import { sensitiveFields } from './sensitive-fields.ts';

type Told = Readonly<Record<string, unknown>>;

/**
 * What an event says, as this actor may read it: the values of a field that is sensitive by now are masked as they are
 * in the record, though it was not sensitive when they were written. What is hashed stays so for everybody.
 */
export const presentChanges = (context: Context, module: string | null, data: Told): Told => {
  if (!Array.isArray(data.changes) || module === null || !context.catalog.definitions.module.has(module)) return data;
  const fields = sensitiveFields(context.catalog.module(module));
  const inFull = seesSensitive(context, module);
  const shown = (field: string, value: unknown): unknown => {
    if (value === undefined || isHashed(value)) return value;
    const alone = setPath<{ [field: string]: Json }>({}, field, value);
    return getPath(maskData(fields, alone, inFull), field);
  };
  return {
    ...data,
    changes: data.changes.filter(isObject).map((change) => {
      const field = String(change.field);
      const [old, now] = [shown(field, change.old), shown(field, change.new)];
      return { field, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
    }),
  };
};

/** The same for those who read the log without reading the records: which fields changed, and no values. */
export const namesOfChanges = (data: Told): Told =>
  Array.isArray(data.changes)
    ? { ...data, changes: data.changes.filter(isObject).map(({ field }) => ({ field })) }
    : data;

const isHashed = (value: unknown): boolean => isObject(value) && typeof value.hash === 'string';
