import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { type DateRange, windowRange } from '#engine/aggregate/window.ts';
import { endOfDay, startOfDay } from '#engine/time.ts';
import { moduleTableName } from '../../storage/db.ts';
import { inScope } from '../../storage/scope.ts';
import type { Elements } from './covering-index.ts';
import { type GroupColumn, groupColumn } from './group-column.ts';
import { measureColumn } from './measure-column.ts';
import type { Source } from './source.ts';

/** The rows an aggregate counts, as the tail of a statement: `from … where …`. */
export const countedRows = (source: Source, groups: readonly GroupColumn[]): RawBuilder<unknown> => {
  const { aggregate, place, question } = source;
  const range = windowRange(aggregate.window, source.sources);
  const since = sinceEvent(source, groups);
  const where: Expression<unknown>[] = [
    ...inRange(source, range),
    ...(since === undefined ? [] : [since.where]),
    ...(source.where === undefined ? [] : [source.kept(source.where)]),
    ...restrictions(groups, question.group ?? {}),
    ...(question.among === undefined ? [] : [amongGroups(groups, question.among)]),
    ...(source.elements === undefined ? [] : onceEach(source.elements)),
    ...(place.scope === undefined ? [] : [inScope(place.scope, [source.module.workflow.initial])]),
  ];
  const table = sql.table(source.elements?.table ?? moduleTableName(aggregate.source));
  const through = source.index === undefined ? sql`` : indexHint(source.index, source.dialect);
  const withHeader = source.header.size > 0 || place.scope !== undefined;
  const joins = [
    ...(withHeader ? [sql`join record r on r.id = m.id`] : []),
    ...[...source.dated.values()].map(({ join }) => join),
    ...groups.flatMap(({ join }) => join ?? []),
    ...(since === undefined ? [] : [since.join]),
  ];
  return sql`from ${sql.join([sql`${table} m${through}`, ...joins], sql` `)} where ${sql.join(where, sql` and `)}`;
};

/** Of a record that holds several of the values the row of the least; its few rows are read one after the other. */
const onceEach = ({ table, values }: Elements): Expression<SqlBool>[] =>
  values.length < 2
    ? []
    : [
        sql<SqlBool>`not exists (select 1 from ${sql.table(table)} o where o.id = m.id and o.element < m.element and coalesce(o.element, '') in (${sql.join(values)}))`,
      ];

/** Neither planner knows that an index over generated columns saves it the records themselves. */
const indexHint = (index: string, dialect: Source['dialect']): RawBuilder<unknown> =>
  dialect === 'sqlite' ? sql` indexed by ${sql.ref(index)}` : sql` force index (${sql.ref(index)})`;

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

/** Rows of some groups, found by an index where one serves their keys. */
const amongGroups = (
  groups: readonly GroupColumn[],
  among: readonly Readonly<Record<string, string | null>>[],
): Expression<SqlBool> => {
  if (among.length === 0) return sql<SqlBool>`1 = 0`;
  const [only, ...more] = groups;
  if (only?.within !== undefined && more.length === 0)
    return only.within([...new Set(among.map((group) => group[only.key] ?? '').filter((text) => text !== ''))]);
  const each = among.map((group) => restrictions(groups, group)).filter((parts) => parts.length > 0);
  if (each.length === 0) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(${sql.join(
    each.map((parts) => sql`(${sql.join(parts, sql` and `)})`),
    sql` or `,
  )})`;
};

/**
 * Rows after the date that a measure of another aggregate gives for the same group; all rows where it gives none. The
 * other aggregate is asked on the same date, its groups matched by their keys.
 */
const sinceEvent = (source: Source, groups: readonly GroupColumn[]) => {
  const { event: other } = source;
  if (other === undefined) return undefined;
  const { measure: name = '' } = source.aggregate.window ?? {};
  const event = other.aggregate;
  const columns = (event.groupBy ?? []).map((group, index) => groupColumn(other, group, index));
  const date = measureColumn(other, name, event.measures[name] ?? {});
  if (date === undefined) throw new Error(`${event.key}.${name} is no date of a group`);
  const grouped =
    columns.length === 0 ? sql`` : sql` group by ${sql.join(columns.map((_, index) => sql.ref(`e${index}`)))}`;
  // Not g0, g1 …: a grouping by such a name would mean these columns.
  const named = columns.map(({ expression }, index) => sql`${expression} as ${sql.ref(`e${index}`)}`);
  const rows = countedRows(other, columns);
  const same = source.dialect === 'sqlite' ? sql`is` : sql`<=>`;
  const on = columns.flatMap(({ key }, index) => {
    const own = groups.find((group) => group.key === key);
    return own === undefined ? [] : [sql`${sql.ref(`since.e${index}`)} ${same} ${own.expression}`];
  });
  const at = source.column(source.aggregate.at);
  return {
    join: sql`left join (select ${sql.join([...named, sql`${date.expression} as d`])} ${rows}${grouped}) since
      on ${on.length === 0 ? sql`1 = 1` : sql.join(on, sql` and `)}`,
    where: sql<SqlBool>`(since.d is null or ${at} > since.d)`,
  };
};
