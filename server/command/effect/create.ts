import { getPath, setPath } from '#engine/json.ts';
import type { RecordData } from '../open-record.ts';
import type { RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/** Asks for a record of another module, one for every row of a grid where it says so: below this one where that is its place, else on its own. */
export const create: RunEffect<'create'> = async (work, { module, data, each }) => {
  const { unit, record, created } = work;
  const below = unit.context.catalog.definitions.module.get(module)?.parent?.module === record.row.module;
  const rows = each === undefined ? [undefined] : getPath(record.data, each);
  for (const row of Array.isArray(rows) ? rows : []) {
    let values: RecordData = {};
    for (const [field, source] of Object.entries(data)) {
      const value = 'row' in source ? getPath(row, source.row) : await valueFrom(work, source);
      values = setPath(values, field, value);
    }
    created.push({
      module,
      data: values,
      organization: record.row.organization,
      ...(below && { parent: record.row }),
    });
  }
};
