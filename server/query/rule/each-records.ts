import type { Condition } from '#engine/condition/condition.ts';
import { isObject, setPath } from '#engine/json.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { asJson } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import { type RecordSource, selectRecords } from './select-records.ts';
import type { EachRecord } from './subject.ts';

const batch = 500;

/** For a share of the work more need not be known. */
const mostCounted = 10_000;

/**
 * The records a rule set is asked for, in the order of ids; one `undefined` where it is asked for none. With `only` at
 * most the one of that id.
 */
export async function* eachRecords(
  source: RecordSource,
  { subject }: Pick<RuleSetDefinition, 'subject'>,
  only?: string,
): AsyncGenerator<EachRecord | undefined> {
  const each = subject?.each;
  if (each === undefined) {
    yield undefined;
    return;
  }
  const where = each.where as Condition | undefined;
  if (only !== undefined) {
    const rows = await selectRecords(source, { module: each.module, ...(where && { where }), id: only });
    for (const row of rows) yield edited(toEach(row), source);
    return;
  }
  for (let after = ''; ; ) {
    const rows = await selectRecords(source, { module: each.module, ...(where && { where }), after, limit: batch });
    for (const row of rows) yield edited(toEach(row), source);
    if (rows.length < batch) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** How many questions a rule set is asked: its records, or one. */
export const countEach = async (
  source: RecordSource,
  { subject }: Pick<RuleSetDefinition, 'subject'>,
): Promise<number> => {
  if (source.watch === undefined || subject?.each === undefined) return 1;
  const where = subject.each.where as Condition | undefined;
  const rows = await selectRecords(source, {
    module: subject.each.module,
    ...(where && { where }),
    limit: mostCounted,
  });
  return Math.max(rows.length, 1);
};

const edited = (each: EachRecord, source: RecordSource): EachRecord => {
  const values = Object.entries(source.edited?.get(each.id) ?? {});
  if (values.length === 0) return each;
  let data = isObject(each.data) ? each.data : {};
  for (const [path, value] of values) data = setPath(data, path, value ?? undefined);
  return { ...each, data };
};

const toEach = ({ id, organization, version, data }: RecordRow): EachRecord => ({
  id,
  organization,
  version: Number(version),
  data: asJson(data),
});
