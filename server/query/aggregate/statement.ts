import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { type DateRange, windowRange } from '#engine/aggregate/window.ts';
import { endOfDay, startOfDay } from '#engine/time.ts';
import { moduleTableName } from '../../storage/db.ts';
import { inScope } from '../../storage/scope.ts';
import type { GroupColumn } from './group-column.ts';
import type { Source } from './source.ts';

/** The rows an aggregate counts, as the tail of a statement: `from … where …`. */
export const countedRows = (source: Source, groups: readonly GroupColumn[]): RawBuilder<unknown> => {
  const { aggregate, place, question } = source;
  const range = windowRange(aggregate.window, source.sources);
  const where: Expression<unknown>[] = [
    ...inRange(source, range),
    ...(aggregate.where === undefined ? [] : [source.truth(aggregate.where)]),
    ...restrictions(groups, question.group ?? {}),
    ...(place.scope === undefined ? [] : [inScope(place.scope, [source.module.workflow.initial])]),
  ];
  const table = sql.table(moduleTableName(aggregate.source));
  const withHeader = source.header.size > 0 || place.scope !== undefined;
  const joins = [
    ...(withHeader ? [sql`join record r on r.id = m.id`] : []),
    ...groups.flatMap(({ join }) => join ?? []),
  ];
  return sql`from ${sql.join([sql`${table} m`, ...joins], sql` `)} where ${sql.join(where, sql` and `)}`;
};

/** Rows whose business date lies in the range; an instant lies on the civil date of the platform's zone. */
const inRange = (source: Source, { from, to }: DateRange): Expression<SqlBool>[] => {
  const { at } = source.aggregate;
  const column = source.column(at);
  const instant = source.typeOf(at) === 'instant';
  return [
    ...(from === undefined ? [] : [sql<SqlBool>`${column} >= ${instant ? startOfDay(from) : from}`]),
    sql<SqlBool>`${column} <= ${instant ? endOfDay(to) : to}`,
  ];
};

const restrictions = (
  groups: readonly GroupColumn[],
  wanted: Readonly<Record<string, string | null>>,
): Expression<SqlBool>[] =>
  groups.filter(({ key }) => Object.hasOwn(wanted, key)).map(({ key, restrict }) => restrict(wanted[key] ?? null));
