import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import { problem } from '#engine/problem.ts';
import type { ConditionJson, ReportDefinition } from '#engine/schema/types.gen.ts';
import { addMonths, endOfDay, isCivilDate, startOfDay } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { civilDate, concatenated } from './aggregate/sql-value.ts';
import { recordCondition } from './record-condition.ts';

/** Civil dates; both days belong to the range. */
export interface ReportRange {
  readonly from?: string;
  readonly to?: string;
}

export type ReportMeasure = ReportDefinition['measures'][number];
export type ReportGroup = Omit<NonNullable<ReportDefinition['groups']>[number], 'key'>;

export interface ReportPlace {
  readonly context: Context;
  readonly module: CompiledModule;
  readonly report: ReportDefinition;
  readonly group: ReportGroup;
  readonly column: (fact: string) => Expression<unknown>;
  /** What the reader reaches and asks for, over `record` aliased `r` and its module's table aliased `m`. */
  readonly among: Expression<SqlBool>;
}

/** The grouping a report is asked by; its usual one where nothing is said. Problem `invalid-input` for an unknown one. */
export const groupOf = ({ groupBy, bucket, groups }: ReportDefinition, by: string | undefined): ReportGroup => {
  if (by === undefined) return { field: groupBy, ...(bucket && { bucket }) };
  const chosen = groups?.find(({ key }) => key === by);
  if (chosen !== undefined) return chosen;
  throw problem('invalid-input', { issues: [{ path: '/by', code: 'query.unknownField', params: { field: by } }] });
};

const typeOf = ({ module }: ReportPlace, fact: string): string => recordFacts(module)[fact] ?? 'text';

/** The civil date a field holds. */
export const dateOf = (place: ReportPlace, fact: string): Expression<unknown> => {
  const value = place.column(fact);
  return typeOf(place, fact) === 'instant' ? civilDate(value, place.context.storage.dialect) : value;
};

/** Digits of a region's code; what is rolled up keeps its length, so that it is the code of the region above. */
const regionDigits = 6;

/** What the rows of a report are grouped by. */
export const reportGroup = (place: ReportPlace): Expression<unknown> => {
  const { field, bucket, prefix, level } = place.group;
  if (bucket !== undefined) return bucketOf(place, bucket, dateOf(place, field));
  const value = place.column(field);
  if (level !== undefined) return organizationOfLevel(value, level);
  if (prefix === undefined) return value;
  const start = sql`substr(nullif(${value}, ''), 1, ${sql.lit(prefix)})`;
  if (typeOf(place, field) !== 'region') return start;
  return concatenated([start, sql.lit('0'.repeat(regionDigits - prefix))], place.context.storage.dialect);
};

type Bucket = NonNullable<ReportGroup['bucket']>;

const bucketOf = (place: ReportPlace, bucket: Bucket, date: Expression<unknown>): Expression<unknown> => {
  if (bucket !== 'quarter') return sql`substr(${date}, 1, ${sql.lit(bucket === 'year' ? 4 : 7)})`;
  const month = sql`substr(${date}, 6, 2)`;
  const quarter = sql`case when ${month} <= '03' then '-Q1' when ${month} <= '06' then '-Q2' when ${month} <= '09' then '-Q3' else '-Q4' end`;
  return concatenated([sql`substr(${date}, 1, 4)`, quarter], place.context.storage.dialect);
};

/** The organization of a level that one is or lies below; itself where there is none. */
const organizationOfLevel = (organization: Expression<unknown>, level: string): Expression<unknown> =>
  sql`coalesce((select max(oc.ancestor) from organization_closure oc join organization oo on oo.id = oc.ancestor
    where oc.descendant = ${organization} and oo.level = ${level}), ${organization})`;

const holds = ({ context, module, column }: ReportPlace, condition: ConditionJson): Expression<SqlBool> =>
  recordCondition(context, module, condition, column);

/** Keeps what lies within the days; an index on the field serves it. */
const within = (
  place: ReportPlace,
  dateField: string | undefined,
  { from, to }: ReportRange,
): Expression<SqlBool>[] => {
  if (dateField === undefined) return [];
  const moment = typeOf(place, dateField) === 'instant';
  const date = place.column(dateField);
  return [
    ...(isCivilDate(from) ? [sql<SqlBool>`${date} >= ${moment ? startOfDay(from) : from}`] : []),
    ...(isCivilDate(to) ? [sql<SqlBool>`${date} <= ${moment ? endOfDay(to) : to}`] : []),
  ];
};

const every = (conditions: readonly Expression<SqlBool>[]): Expression<SqlBool> =>
  conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;

/** A measure counts by a date of its own, or by that of the report. */
const dateFieldOf = ({ report }: ReportPlace, measure: ReportMeasure): string | undefined =>
  measure.dateField ?? report.dateField;

/** Which of the report's records a measure counts. */
export const measureWhere = (place: ReportPlace, measure: ReportMeasure, range: ReportRange): Expression<SqlBool> =>
  every([
    ...(measure.where === undefined ? [] : [holds(place, measure.where)]),
    ...(measure.late === undefined ? [] : [wasLate(place, measure.late)]),
    ...inPeriod(place, measure, range),
    ...(measure.again === undefined ? [] : [isAgain(place, measure, range)]),
  ]);

/** What puts a record into the period of a measure. */
const inPeriod = (place: ReportPlace, measure: ReportMeasure, range: ReportRange): Expression<SqlBool>[] => {
  const { standing, dateField } = measure;
  if (standing !== undefined) return [stood(place, standing, range)];
  return [
    ...(dateField === undefined ? [] : [sql<SqlBool>`${place.column(dateField)} is not null`]),
    ...within(place, dateFieldOf(place, measure), range),
  ];
};

/** Begun before the first day of the period and not ended before it; nothing stands before an open beginning. */
const stood = (
  place: ReportPlace,
  { from, to }: NonNullable<ReportMeasure['standing']>,
  range: ReportRange,
): Expression<SqlBool> => {
  if (!isCivilDate(range.from)) return sql<SqlBool>`1 = 0`;
  const [begun, ended] = [dateOf(place, from), dateOf(place, to)];
  return sql<SqlBool>`(${begun} < ${range.from} and (${ended} is null or ${ended} >= ${range.from}))`;
};

/** A clock ended after it was due, or runs on though it is due. A day is over at its end. */
const wasLate = ({ context }: ReportPlace, deadline: string): Expression<SqlBool> => {
  const end = sql`coalesce(lc.ended_at, ${context.now})`;
  return sql<SqlBool>`exists (select 1 from clock lc where lc.record_id = m.id and lc.deadline = ${deadline}
    and lc.due_at is not null and lc.state not in ('paused', 'cancelled')
    and (case when length(lc.due_at) = 10 then ${civilDate(end, context.storage.dialect)} > lc.due_at else ${end} > lc.due_at end))`;
};

/** One record for each value that comes again: the last of the period in its group. */
const isAgain = (place: ReportPlace, measure: ReportMeasure, range: ReportRange): Expression<SqlBool> => {
  const { by, months } = measure.again ?? { by: '', months: 0 };
  const value = place.column(by);
  const { again: _again, ...once } = measure;
  const earlier = isCivilDate(range.from) ? { ...range, from: addMonths(range.from, -months) } : range;
  const rows = (period: ReportRange) => sql`from record r join ${sql.table(`m_${place.report.record}`)} m on m.id = r.id
    where r.module = ${place.report.record} and ${place.among} and ${value} <> '' and ${measureWhere(place, once, period)}`;
  return sql<SqlBool>`(${value} in (select ${value} ${rows(earlier)} group by ${value} having count(*) > 1)
    and m.id in (select max(m.id) ${rows(range)} group by ${value}, ${reportGroup(place)}))`;
};

/** Which records of its module a report counts at all, apart from who asks. Lists take the same, so that drill-down agrees. */
export const reportWhere = (place: ReportPlace, range: ReportRange): Expression<SqlBool> => {
  const { report } = place;
  const counting = report.measures.filter(({ function: name }) => name !== 'ratio' && name !== 'total');
  const dated = counting.filter(({ standing }) => standing === undefined);
  const dates = [...new Set(dated.map((measure) => dateFieldOf(place, measure)))];
  const any = sql.join(
    [
      ...dates.map((field) => every(within(place, field, range))),
      ...counting.flatMap(({ standing }) => (standing === undefined ? [] : [stood(place, standing, range)])),
    ],
    sql` or `,
  );
  return every([...(report.filter === undefined ? [] : [holds(place, report.filter)]), sql<SqlBool>`(${any})`]);
};

/** The rows of one group; '' is the group without a value. */
export const reportGroupIs = (place: ReportPlace, group: string): Expression<SqlBool> => {
  const value = reportGroup(place);
  return group === '' ? sql<SqlBool>`(${value} is null or ${value} = '')` : sql<SqlBool>`${value} = ${group}`;
};
