import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { countedBy } from './report-scope.ts';
import {
  groupOf,
  measureWhere,
  type ReportPlace,
  type ReportRange,
  reportGroupIs,
  reportWhere,
} from './report-where.ts';

const names = ['report', 'reportBy', 'reportGroup', 'reportMeasure', 'reportFrom', 'reportTo'] as const;
type Name = (typeof names)[number];

/** Members of a list's address that are no fields. */
export const reportNames: ReadonlySet<string> = new Set(names);

const unknown = (name: Name, given: string) =>
  problem('invalid-input', { issues: [{ path: `/${name}`, code: 'query.unknownField', params: { field: given } }] });

/** What of a report's records one of its measures counts; of a ratio, what it divides. */
const measureIs = (place: ReportPlace, key: string, range: ReportRange): Expression<SqlBool> => {
  const { measures } = place.report;
  const named = measures.find((measure) => measure.key === key);
  const counted = named?.function === 'ratio' ? measures.find((measure) => measure.key === named.of) : named;
  if (counted === undefined) throw unknown('reportMeasure', key);
  if (counted.function !== 'total') return measureWhere(place, counted, range);
  const parts = [...(counted.plus ?? []), ...(counted.minus ?? [])];
  const any = measures.filter((one) => parts.includes(one.key)).map((one) => measureWhere(place, one, range));
  return sql<SqlBool>`(${sql.join(any, sql` or `)})`;
};

/**
 * What a list keeps of a report it was opened from:
 * `report=key&reportBy=grouping&reportGroup=value&reportMeasure=key&reportFrom=…&reportTo=…`.
 */
export const listReport = (
  context: Context,
  module: CompiledModule,
  filters: Iterable<readonly [string, string]>,
  column: (fact: string) => Expression<unknown>,
  filtered: Expression<SqlBool>,
): Expression<SqlBool> => {
  const given = new Map([...filters].filter(([name]) => reportNames.has(name))) as Map<Name, string>;
  const key = given.get('report');
  if (key === undefined) return sql<SqlBool>`1 = 1`;
  const report = context.catalog.definitions.report.get(key);
  if (report === undefined || report.record !== module.definition.key) throw unknown('report', key);
  const among = sql<SqlBool>`${countedBy(context, report.record, [module.workflow.initial])} and ${filtered}`;
  const place = { context, module, report, group: groupOf(report, given.get('reportBy')), column, among };
  const [from, to] = [given.get('reportFrom'), given.get('reportTo')];
  const range = { ...(from && { from }), ...(to && { to }) };
  const [group, measure] = [given.get('reportGroup'), given.get('reportMeasure')];
  const kept = [
    reportWhere(place, range),
    ...(group === undefined ? [] : [reportGroupIs(place, group)]),
    ...(measure === undefined ? [] : [measureIs(place, measure, range)]),
  ];
  return sql<SqlBool>`(${sql.join(kept, sql` and `)})`;
};
