import { setPath } from '#engine/json.ts';
import type { RecordData } from '../open-record.ts';
import type { RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

/** Asks for a record of another module: below this one where that is its place, else on its own. */
export const create: RunEffect<'create'> = async (work, { module, data }) => {
  const { unit, record, created } = work;
  let values: RecordData = {};
  for (const [field, source] of Object.entries(data)) values = setPath(values, field, await valueFrom(work, source));
  const below = unit.context.catalog.definitions.module.get(module)?.parent?.module === record.row.module;
  created.push({
    module,
    data: values,
    organization: record.row.organization,
    ...(below && { parent: record.row }),
  });
};
