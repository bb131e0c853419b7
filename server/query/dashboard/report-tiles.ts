import { quickRange } from '#engine/report/quick-range.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Context } from '../../command/context.ts';
import type { ReportAnswer } from '../run-report.ts';
import type { TileContent, TileDefinition, TileMaking } from './tile.ts';

type Of<K extends keyof TileDefinition> = NonNullable<TileDefinition[K]>;

/** The days up to today; none where the tile counts everything. */
const daysOf = ({ now }: Context, range: Of<'figure'>['range']) =>
  range === undefined ? undefined : quickRange(range, toCivilDate(now));

/** One measure over all groups, leading to the records it counts. */
export const figureTile = async (
  { context, runReport, figuresOf }: TileMaking,
  { report, measure: key, range, compare }: Of<'figure'>,
): Promise<TileContent> => {
  const days = daysOf(context, range);
  const only = figuresOf(report);
  const answer = await runReport({ key: report, only, ...days, ...(compare !== undefined && { compare }) });
  const measure = answer.measures.find((one) => one.key === key);
  if (measure === undefined) throw new Error(`report ${report} has no measure ${key}`);
  const query = {
    report,
    reportMeasure: key,
    ...(days !== undefined && { reportFrom: days.from, reportTo: days.to }),
  };
  return {
    kind: 'figure',
    measure,
    figures: answer.totals,
    compare: answer.compare,
    to: { page: 'list', record: answer.record, view: null, query },
  };
};

/** In the course of time the earlier period is a part of the line. */
const alone = (answer: ReportAnswer, key: string): ReportAnswer => ({
  ...answer,
  previous: null,
  rows: answer.rows
    .filter(({ values }) => (values[key] ?? 0) !== 0)
    .map(({ group, title, values }) => ({ group, title, values })),
});

/** One measure of a report by one of its groupings. */
export const chartTile = async (
  { context, runReport }: TileMaking,
  { report, measure: key, by, range, chart }: Of<'chart'>,
): Promise<TileContent> => {
  const days = daysOf(context, range);
  const answer = await runReport({ key: report, only: [key], ...days, ...(by !== undefined && { by }) });
  const group = context.catalog.definitions.report.get(report)?.groups?.find((one) => one.key === by);
  const shown = {
    ...(group?.bucket === undefined ? answer : alone(answer, key)),
    chart: chart ?? answer.chart,
    measures: answer.measures.filter((measure) => measure.key === key),
  };
  const query = { from: '', to: '', ...days, ...(by !== undefined && { by }) };
  return { kind: 'chart', report: shown, to: { page: 'report', report, query } };
};
