import { getPath, setPath } from '#engine/json.ts';
import { findHeader } from '../../storage/records.ts';
import type { RecordData } from '../open-record.ts';
import { recordOfModule } from '../record-of-module.ts';
import type { EffectWork, NewRecord, RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/**
 * Asks for a record of another module, one for every row of a grid where it says so: below this one or one above it
 * where that is its place, else on its own.
 */
export const create: RunEffect<'create'> = async (work, { module, data, each }) => {
  const { record, created } = work;
  const parent = await placeOf(work, module);
  const rows = each === undefined ? [undefined] : getPath(record.data, each);
  for (const row of Array.isArray(rows) ? rows : []) {
    let values: RecordData = {};
    for (const [field, source] of Object.entries(data)) {
      const value = 'row' in source ? getPath(row, source.row) : await valueFrom(work, source);
      values = setPath(values, field, value);
    }
    created.push({ module, data: values, organization: record.row.organization, ...(parent && { parent }) });
  }
};

const placeOf = async ({ unit, record }: EffectWork, module: string): Promise<NewRecord['parent'] | undefined> => {
  const wanted = unit.context.catalog.definitions.module.get(module)?.parent?.module;
  if (wanted === undefined) return undefined;
  if (wanted === record.row.module) return record.row;
  const above = record.row.parent_id === null ? undefined : await recordOfModule(unit, record.row, wanted);
  return above && (await findHeader(unit.db, above.id));
};
