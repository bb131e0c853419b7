import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { reportGroupIs, reportWhere } from './report-where.ts';

const names = ['report', 'reportGroup', 'reportFrom', 'reportTo'] as const;
type Name = (typeof names)[number];

/** Members of a list's address that are no fields. */
export const reportNames: ReadonlySet<string> = new Set(names);

/** What a list keeps of a report it was opened from: `report=key&reportGroup=value&reportFrom=…&reportTo=…`. */
export const listReport = (
  context: Context,
  module: CompiledModule,
  filters: Iterable<readonly [string, string]>,
  column: (fact: string) => Expression<unknown>,
): Expression<SqlBool> => {
  const given = new Map([...filters].filter(([name]) => reportNames.has(name))) as Map<Name, string>;
  const key = given.get('report');
  if (key === undefined) return sql<SqlBool>`1 = 1`;
  const report = context.catalog.definitions.report.get(key);
  if (report === undefined || report.record !== module.definition.key)
    throw problem('invalid-input', {
      issues: [{ path: '/report', code: 'query.unknownField', params: { field: key } }],
    });
  const place = { context, module, report, column };
  const [from, to, group] = [given.get('reportFrom'), given.get('reportTo'), given.get('reportGroup')];
  const kept = [
    ...reportWhere(place, { ...(from && { from }), ...(to && { to }) }),
    ...(group === undefined ? [] : [reportGroupIs(place, group)]),
  ];
  return kept.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(kept, sql` and `)})`;
};
