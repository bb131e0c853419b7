import { type RawBuilder, sql } from 'kysely';
import { problem } from '#engine/problem.ts';
import type { ReportDefinition } from '#engine/schema/types.gen.ts';
import { addYears, isCivilDate } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import { factExpression } from './field-expression.ts';
import { reportLabels } from './report-labels.ts';
import { type ReportPlace, type ReportRange, reportGroup, reportWhere } from './report-where.ts';

export interface ReportQuery extends ReportRange {
  readonly key: string;
}

/** The reports over modules this actor may read, in the order of the menu. */
export const listReports = (context: Context) => {
  const { module } = context.catalog.definitions;
  const place = ({ record }: ReportDefinition) => module.get(record)?.menu?.order ?? 999;
  return [...context.catalog.definitions.report.values()]
    .sort((a, b) => place(a) - place(b))
    .filter((report) => reachesAny(scopeOf(context.catalog.definitions.role, context.actor, report.record, 'read')))
    .map(({ key, title, record, measures, groupBy, dateField, chart }) => ({
      key,
      title,
      record,
      recordTitle: module.get(record)?.title ?? { zh: record },
      measures,
      groupBy,
      dateField: dateField ?? null,
      chart: chart ?? null,
    }));
};

const measure = (report: ReportDefinition, column: (fact: string) => unknown): RawBuilder<unknown>[] =>
  report.measures.map((one) =>
    one.function === 'count'
      ? sql`count(*) as ${sql.ref(one.key)}`
      : sql`coalesce(sum(${column(one.field ?? '')}), 0) as ${sql.ref(one.key)}`,
  );

type Values = Readonly<Record<string, number>>;

/** By the text of the group; '' is the group without a value. */
type Grouped = ReadonlyMap<string, Values>;

const count = async (place: ReportPlace, range: ReportRange): Promise<Grouped> => {
  const { context, module, report, column } = place;
  const scope = scopeOf(context.catalog.definitions.role, context.actor, report.record, 'read');
  const group = reportGroup(place);
  const where = [
    sql`r.module = ${report.record}`,
    inScope(scope, [module.workflow.initial]),
    ...reportWhere(place, range),
  ];
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${group} as grouping_value, ${sql.join(measure(report, column))}
    from record r join ${sql.table(`m_${report.record}`)} m on m.id = r.id where ${sql.join(where, sql` and `)}
    group by ${group} order by ${group}`.execute(context.storage.read);
  return new Map(
    rows.map(({ grouping_value, ...values }) => [
      grouping_value === null ? '' : String(grouping_value),
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)])),
    ]),
  );
};

/** The same days a year earlier; undefined where the report has no date or the range is open. */
const yearBefore = ({ dateField }: ReportDefinition, { from, to }: ReportRange): Required<ReportRange> | undefined =>
  dateField !== undefined && isCivilDate(from) && isCivilDate(to)
    ? { from: addYears(from, -1), to: addYears(to, -1) }
    : undefined;

/**
 * Counts and sums of the records the actor reaches, by one grouping, over closed ranges beside those of the year before;
 * the same scope as lists, so drill-down agrees.
 */
export const runReport = async (context: Context, { key, ...range }: ReportQuery) => {
  const report = context.catalog.definitions.report.get(key);
  if (report === undefined) throw problem('not-found');
  if (!reachesAny(scopeOf(context.catalog.definitions.role, context.actor, report.record, 'read')))
    throw problem('not-permitted');
  const module = context.catalog.module(report.record);
  const column = (fact: string) => factExpression(module, context.storage.dialect, fact);
  const place = { context, module, report, column };
  const before = yearBefore(report, range);
  const now = await count(place, range);
  const earlier: Grouped = before === undefined ? new Map() : await count(place, before);
  const label = await reportLabels(context, module, report);
  return {
    key: report.key,
    title: report.title,
    record: report.record,
    groupBy: report.groupBy,
    groupTitle: module.fields.get(report.groupBy)?.title ?? null,
    chart: report.chart ?? null,
    previous: before ?? null,
    measures: report.measures.map((one) => ({
      ...one,
      type: one.field === undefined ? 'integer' : (module.fields.get(one.field)?.type ?? 'integer'),
    })),
    rows: [...new Set([...now.keys(), ...earlier.keys()])].sort().map((group) => ({
      group: group === '' ? null : group,
      title: label(group === '' ? null : group),
      values: now.get(group) ?? zeros(report),
      ...(before && { previous: earlier.get(group) ?? zeros(report) }),
    })),
  };
};

const zeros = ({ measures }: ReportDefinition): Values => Object.fromEntries(measures.map((one) => [one.key, 0]));
