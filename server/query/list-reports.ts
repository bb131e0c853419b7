import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { ReportDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { columns } from './describe-module.ts';
import { mayCount } from './report-scope.ts';

const groupsOf = ({ groups }: ReportDefinition, module: CompiledModule) =>
  (groups ?? []).map(({ key, title, field }) => ({
    key,
    title: title ?? module.fields.get(field)?.title ?? null,
    field,
  }));

/** The reports over modules this actor may read, in the order of the menu. */
export const listReports = (context: Context) => {
  const { catalog } = context;
  const { module, report } = catalog.definitions;
  const place = ({ record }: ReportDefinition) => module.get(record)?.menu?.order ?? 999;
  return [...report.values()]
    .sort((a, b) => place(a) - place(b))
    .filter(({ record }) => mayCount(context, record))
    .map((one) => {
      const of = catalog.module(one.record);
      return {
        key: one.key,
        title: one.title,
        record: one.record,
        recordTitle: of.definition.title,
        measures: one.measures,
        groupBy: one.groupBy,
        groupTitle: of.fields.get(one.groupBy)?.title ?? null,
        groups: groupsOf(one, of),
        filters: columns(of, one.filters ?? []),
        dateField: one.dateField ?? one.measures.find(({ dateField }) => dateField !== undefined)?.dateField ?? null,
        chart: one.chart ?? null,
      };
    });
};
