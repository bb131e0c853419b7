import { type Expression, type RawBuilder, sql } from 'kysely';
import { factsOfAggregate } from '#engine/aggregate/used-facts.ts';
import type { FactType } from '#engine/condition/condition.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { changedAfter } from '../../storage/dated-values.ts';
import { jsonColumn } from '../../storage/json-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';

/**
 * The dated fields of an aggregate that changed after the day it is asked for. Where none did, what the records hold now
 * is what they held then, and nothing need be looked up.
 */
export const changedSince = async (
  { db, catalog }: AggregatePlace,
  aggregate: AggregateDefinition,
  { asOf }: AggregateQuestion,
): Promise<ReadonlySet<string>> => {
  const { source } = aggregate;
  const facts = factsOfAggregate(aggregate);
  const changed = new Set<string>();
  for (const { field } of catalog.definitions.module.get(source)?.dated ?? [])
    if (facts.has(field) && (await changedAfter(db, source, field, asOf))) changed.add(field);
  return changed;
};

export interface DatedColumn {
  readonly column: Expression<unknown>;
  readonly join: RawBuilder<unknown>;
}

/** A field as of a day: of records in which it changed later the value it then had, of all others the one it has. */
export const datedColumn = (
  { dialect }: AggregatePlace,
  { source }: AggregateDefinition,
  { asOf }: AggregateQuestion,
  { field, type, now, place }: { field: string; type: FactType; now: Expression<unknown>; place: number },
): DatedColumn => {
  const table = `d${place}`;
  const then = sql.raw(jsonColumn(dialect, `${table}.value`, 'value', type));
  const ofField = sql`v.module = ${source} and v.field = ${field}`;
  return {
    column: sql`case when ${sql.ref(`${table}.record_id`)} is null then ${now} else ${then} end`,
    join: sql`left join (
      select l.record_id as record_id, w.value as value from (
        select v.record_id as record_id, max(case when v.from_date <= ${asOf} then v.version end) as version
        from dated_value v where ${ofField} group by v.record_id having max(v.from_date) > ${asOf}
      ) l left join dated_value w on w.record_id = l.record_id and w.field = ${field} and w.version = l.version
    ) ${sql.table(table)} on ${sql.ref(`${table}.record_id`)} = m.id`,
  };
};
