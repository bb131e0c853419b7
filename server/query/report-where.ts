import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import type { ReportDefinition } from '#engine/schema/types.gen.ts';
import { endOfDay, isCivilDate, startOfDay } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { civilDate } from './aggregate/sql-value.ts';
import { treeOf } from './code-tree.ts';

/** Civil dates; both days belong to the range. */
export interface ReportRange {
  readonly from?: string;
  readonly to?: string;
}

export interface ReportPlace {
  readonly context: Context;
  readonly module: CompiledModule;
  readonly report: ReportDefinition;
  readonly column: (fact: string) => Expression<unknown>;
}

const typeOf = ({ module }: ReportPlace, fact: string): string => recordFacts(module)[fact] ?? 'text';

/** What the rows of a report are grouped by. */
export const reportGroup = (place: ReportPlace): Expression<unknown> => {
  const { report, context, column } = place;
  const value = column(report.groupBy);
  if (report.bucket === undefined) return value;
  const day = typeOf(place, report.groupBy) === 'instant' ? civilDate(value, context.storage.dialect) : value;
  return sql`substr(${day}, 1, ${sql.lit(report.bucket === 'year' ? 4 : 7)})`;
};

/** Which records of its module a report counts, apart from who asks. Lists take the same, so that drill-down agrees. */
export const reportWhere = (place: ReportPlace, { from, to }: ReportRange): Expression<SqlBool>[] => {
  const { report, context, module, column } = place;
  const { dialect } = context.storage;
  const options = { column, dialect, tree: treeOf(context.catalog, module) };
  const kept = report.filter ? [conditionToSql(report.filter, recordFacts(module), options, true)] : [];
  const { dateField } = report;
  if (dateField === undefined) return kept;
  const moment = typeOf(place, dateField) === 'instant';
  const date = column(dateField);
  return [
    ...kept,
    ...(isCivilDate(from) ? [sql<SqlBool>`${date} >= ${moment ? startOfDay(from) : from}`] : []),
    ...(isCivilDate(to) ? [sql<SqlBool>`${date} <= ${moment ? endOfDay(to) : to}`] : []),
  ];
};

/** The rows of one group; '' is the group without a value. */
export const reportGroupIs = (place: ReportPlace, group: string): Expression<SqlBool> => {
  const value = reportGroup(place);
  return group === '' ? sql<SqlBool>`(${value} is null or ${value} = '')` : sql<SqlBool>`${value} = ${group}`;
};
