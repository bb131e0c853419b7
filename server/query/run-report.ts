import { type SqlBool, sql } from 'kysely';
import { problem } from '#engine/problem.ts';
import { type DayRange, previousRange } from '#engine/report/previous-range.ts';
import type { FieldType, ReportDefinition } from '#engine/schema/types.gen.ts';
import { addYears, isCivilDate } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { factExpression } from './field-expression.ts';
import { listCondition } from './list-condition.ts';
import { reportLabels } from './report-labels.ts';
import { added, measureColumns, measured, type Parts } from './report-measures.ts';
import { countedBy, mayCount, mayOpen } from './report-scope.ts';
import {
  groupOf,
  type ReportMeasure,
  type ReportPlace,
  type ReportRange,
  reportGroup,
  reportWhere,
} from './report-where.ts';

/** What a period is held against: the same days a year before, or the period just before. */
type Comparison = 'year' | 'period';

export interface ReportQuery extends ReportRange {
  readonly key: string;
  /** One of the report's groupings; its usual one without it. */
  readonly by?: string;
  readonly compare?: Comparison;
  /** Measures that are wanted; all of the report without it. */
  readonly only?: readonly string[];
  /** Conditions over fields of the records, as lists take them. */
  readonly filters?: Iterable<readonly [string, string]>;
}

/** By the text of the group; '' is the group without a value. */
type Grouped = ReadonlyMap<string, Parts>;

const count = async (place: ReportPlace, range: ReportRange): Promise<Grouped> => {
  const { context, report } = place;
  const group = reportGroup(place);
  const where = [sql`r.module = ${report.record}`, place.among, reportWhere(place, range)];
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${group} as grouping_value, ${sql.join(measureColumns(place, range))}
    from record r join ${sql.table(`m_${report.record}`)} m on m.id = r.id where ${sql.join(where, sql` and `)}
    group by ${group} order by ${group}`.execute(context.storage.read);
  return new Map(
    rows.map(({ grouping_value, ...parts }) => [
      grouping_value === null ? '' : String(grouping_value),
      Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, Number(value)])),
    ]),
  );
};

/** The period a closed range is held against; undefined where the report has no date or the range is open. */
const rangeBefore = (report: ReportDefinition, { from, to, compare }: ReportQuery): DayRange | undefined => {
  const dated = report.dateField !== undefined || report.measures.some(({ dateField }) => dateField !== undefined);
  if (!dated || !isCivilDate(from) || !isCivilDate(to)) return undefined;
  return compare === 'period' ? previousRange({ from, to }) : { from: addYears(from, -1), to: addYears(to, -1) };
};

/** A report with the measures that are wanted and those they are made of. */
const narrowed = (report: ReportDefinition, only: ReportQuery['only']): ReportDefinition => {
  if (only === undefined) return report;
  const parts = (key: string): string[] => {
    const { of, per, plus = [], minus = [] } = report.measures.find((measure) => measure.key === key) ?? {};
    return [key, ...[of, per, ...plus, ...minus].flatMap((part) => (part === undefined ? [] : parts(part)))];
  };
  const wanted = new Set(only.flatMap(parts));
  const measures = report.measures.filter(({ key }) => wanted.has(key));
  return { ...report, measures: measures as ReportDefinition['measures'] };
};

const placeOf = (context: Context, { key, by, only, filters = [] }: ReportQuery): ReportPlace => {
  const whole = context.catalog.definitions.report.get(key);
  if (whole === undefined) throw problem('not-found');
  const report = narrowed(whole, only);
  if (!mayCount(context, report.record)) throw problem('not-permitted');
  const module = context.catalog.module(report.record);
  const column = (fact: string) => factExpression(module, context.storage.dialect, fact);
  const among = sql<SqlBool>`${countedBy(context, report.record, [module.workflow.initial])} and ${listCondition(context, module, filters, column)}`;
  return { context, module, report, group: groupOf(report, by), column, among };
};

const isEmpty = (parts: Parts | undefined): boolean => Object.values(parts ?? {}).every((value) => value === 0);

/** Of a total that of the first it adds. */
const typeOf = ({ report, module }: ReportPlace, { field, plus }: ReportMeasure): FieldType => {
  const summed = field ?? report.measures.find(({ key }) => key === plus?.[0])?.field;
  return summed === undefined ? 'integer' : (module.fields.get(summed)?.type ?? 'integer');
};

const rowsOf = ({ report }: ReportPlace, now: Grouped, before: Grouped | undefined) => {
  const groups = [...new Set([...now.keys(), ...(before?.keys() ?? [])])].sort();
  return groups
    .filter((group) => !isEmpty(now.get(group)) || !isEmpty(before?.get(group)))
    .map((group) => ({
      group: group === '' ? null : group,
      values: measured(report, now.get(group) ?? {}),
      ...(before && { previous: measured(report, before.get(group) ?? {}) }),
    }));
};

/**
 * Counts, sums, mean days and ratios of the records the actor reaches, by one grouping, beside those of an earlier
 * period where the range is closed; the same scope as lists, so drill-down agrees.
 */
export const runReport = async (context: Context, query: ReportQuery) => {
  const place = placeOf(context, query);
  const { report, module, group } = place;
  const previous = rangeBefore(report, query);
  const now = await count(place, query);
  const before = previous && (await count(place, previous));
  const label = await reportLabels(context, module, group);
  return {
    key: report.key,
    title: report.title,
    record: report.record,
    opens: mayOpen(context, report.record),
    groupBy: group.field,
    groupTitle: group.title ?? module.fields.get(group.field)?.title ?? null,
    chart: report.chart ?? null,
    compare: query.compare ?? 'year',
    previous: previous ?? null,
    measures: report.measures.map((one) => ({
      ...one,
      type: typeOf(place, one),
    })),
    rows: rowsOf(place, now, before).map((row) => ({ ...row, title: label(row.group) })),
    totals: {
      values: measured(report, added(now.values())),
      ...(before && { previous: measured(report, added(before.values())) }),
    },
  };
};

export type ReportAnswer = Awaited<ReturnType<typeof runReport>>;
