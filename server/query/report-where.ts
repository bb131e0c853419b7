import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import { problem } from '#engine/problem.ts';
import type { ConditionJson, ReportDefinition } from '#engine/schema/types.gen.ts';
import { endOfDay, isCivilDate, startOfDay } from '#engine/time.ts';
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
  const { field, bucket, prefix } = place.group;
  if (bucket !== undefined) return sql`substr(${dateOf(place, field)}, 1, ${sql.lit(bucket === 'year' ? 4 : 7)})`;
  const value = place.column(field);
  if (prefix === undefined) return value;
  const start = sql`substr(nullif(${value}, ''), 1, ${sql.lit(prefix)})`;
  if (typeOf(place, field) !== 'region') return start;
  return concatenated([start, sql.lit('0'.repeat(regionDigits - prefix))], place.context.storage.dialect);
};

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
export const measureWhere = (place: ReportPlace, measure: ReportMeasure, range: ReportRange): Expression<SqlBool> => {
  const dateField = dateFieldOf(place, measure);
  return every([
    ...(measure.where === undefined ? [] : [holds(place, measure.where)]),
    ...(measure.dateField === undefined ? [] : [sql<SqlBool>`${place.column(measure.dateField)} is not null`]),
    ...within(place, dateField, range),
  ]);
};

/** Which records of its module a report counts at all, apart from who asks. Lists take the same, so that drill-down agrees. */
export const reportWhere = (place: ReportPlace, range: ReportRange): Expression<SqlBool> => {
  const { report } = place;
  const dates = [...new Set(report.measures.map((measure) => dateFieldOf(place, measure)))];
  const any = sql.join(
    dates.map((field) => every(within(place, field, range))),
    sql` or `,
  );
  return every([...(report.filter === undefined ? [] : [holds(place, report.filter)]), sql<SqlBool>`(${any})`]);
};

/** The rows of one group; '' is the group without a value. */
export const reportGroupIs = (place: ReportPlace, group: string): Expression<SqlBool> => {
  const value = reportGroup(place);
  return group === '' ? sql<SqlBool>`(${value} is null or ${value} = '')` : sql<SqlBool>`${value} = ${group}`;
};
