import { findDuplicates } from '../find-duplicates.ts';
import type { FindFact } from './fact-source.ts';

/** The points of the surest duplicate, wherever it lies; the records named are those that have them. */
export const duplicateFact: FindFact = async ({ place }, { likeness }) => {
  const { record, module } = place;
  const definition = module.definition.duplicates?.find(({ key }) => key === likeness);
  if (definition === undefined) return { value: undefined };
  const found = await findDuplicates(place, definition, { data: record.data, root: record.row.root_id });
  const score = found[0]?.score ?? 0;
  const records = found
    .filter((one) => one.score === score)
    .map(({ row }) => ({ id: row.id, version: Number(row.version) }));
  return { value: score, records };
};
