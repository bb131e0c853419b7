import type { Condition } from '#engine/condition/condition.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { type RecordSource, selectRecords } from './select-records.ts';

/** Of these records that a rule set was asked for, those whose subjects stay as they were for the time being. */
export const heldRecords = async (
  source: RecordSource,
  { subject }: Pick<RuleSetDefinition, 'subject'>,
  ids: Iterable<string>,
): Promise<ReadonlySet<string>> => {
  const held = new Set<string>();
  const each = subject?.each;
  if (each?.hold === undefined) return held;
  const where = each.hold as Condition;
  for (const id of ids)
    for (const row of await selectRecords(source, { module: each.module, where, id })) held.add(row.id);
  return held;
};
