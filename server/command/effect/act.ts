import { getPath } from '#engine/json.ts';
import type { RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/**
 * What happens to this record moves others that it names: the case an order came from, the areas it is about. They are
 * moved when the command's own work is written; one whose state does not know the action stays as it is.
 */
export const act: RunEffect<'act'> = async (work, { module, records, action, data = {} }) => {
  const { unit, record } = work;
  const named = getPath(record.data, records);
  const values: Record<string, unknown> = {};
  for (const [field, source] of Object.entries(data)) values[field] = await valueFrom(work, source);
  for (const id of new Set(Array.isArray(named) ? named : [named]))
    if (typeof id === 'string' && id !== '') unit.acts.push({ module, id, action, data: values, by: record.row.id });
};
