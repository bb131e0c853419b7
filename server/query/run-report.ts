import { type RawBuilder, sql } from 'kysely';
import { recordFacts } from '#engine/definition/facts.ts';
import { problem } from '#engine/problem.ts';
import type { ReportDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import { treeOf } from './code-tree.ts';
import { factExpression } from './field-expression.ts';

export interface ReportQuery {
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
}

/** The reports over modules this actor may read. */
export const listReports = (context: Context) =>
  [...context.catalog.definitions.report.values()]
    .filter((report) => reachesAny(scopeOf(context.catalog.definitions.role, context.actor, report.record, 'read')))
    .map(({ key, title, record, measures, groupBy, dateField }) => ({
      key,
      title,
      record,
      measures,
      groupBy,
      dateField: dateField ?? null,
    }));

const measure = (report: ReportDefinition, column: (fact: string) => unknown): RawBuilder<unknown>[] =>
  report.measures.map((one) =>
    one.function === 'count'
      ? sql`count(*) as ${sql.ref(one.key)}`
      : sql`coalesce(sum(${column(one.field ?? '')}), 0) as ${sql.ref(one.key)}`,
  );

const labels = (context: Context, report: ReportDefinition) => {
  const module = context.catalog.module(report.record);
  const codes = module.fields.get(report.groupBy)?.codes;
  const titles = new Map(
    (codes ? context.catalog.definitions.codes.get(codes)?.items : undefined)?.map((item) => [item.code, item.title]),
  );
  return (value: unknown) =>
    (report.groupBy === '$state' ? module.workflow.states[String(value)]?.title : titles.get(String(value))) ?? {
      zh: value === null ? '' : String(value),
    };
};

/** Counts and sums of the records the actor reaches, by one grouping; the same scope as lists, so drill-down agrees. */
export const runReport = async (context: Context, query: ReportQuery) => {
  const report = context.catalog.definitions.report.get(query.key);
  if (report === undefined) throw problem('not-found');
  const scope = scopeOf(context.catalog.definitions.role, context.actor, report.record, 'read');
  if (!reachesAny(scope)) throw problem('not-permitted');
  const module = context.catalog.module(report.record);
  const { dialect, read } = context.storage;
  const column = (fact: string) => factExpression(module, dialect, fact);
  const options = {
    column,
    dialect,
    tree: treeOf(context.catalog, module),
  };
  const date = report.dateField === undefined ? undefined : column(report.dateField);
  const where = [
    sql`r.module = ${report.record}`,
    inScope(scope, [module.workflow.initial]),
    ...(report.filter ? [conditionToSql(report.filter, recordFacts(module), options, true)] : []),
    ...(date && query.from ? [sql`${date} >= ${query.from}`] : []),
    ...(date && query.to ? [sql`${date} <= ${query.to}`] : []),
  ];
  const group = column(report.groupBy);
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${group} as grouping_value, ${sql.join(measure(report, column))}
    from record r join ${sql.table(`m_${report.record}`)} m on m.id = r.id where ${sql.join(where, sql` and `)}
    group by ${group} order by ${group}`.execute(read);
  const label = labels(context, report);
  return {
    key: report.key,
    title: report.title,
    groupBy: report.groupBy,
    measures: report.measures.map((one) => ({
      ...one,
      type: one.field === undefined ? 'integer' : (module.fields.get(one.field)?.type ?? 'integer'),
    })),
    rows: rows.map(({ grouping_value, ...values }) => ({
      group: grouping_value,
      title: label(grouping_value),
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)])),
    })),
  };
};
