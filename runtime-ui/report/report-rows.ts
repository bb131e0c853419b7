import type { FieldType, Title } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';

export interface Measure {
  readonly key: string;
  readonly title: Title;
  readonly function: 'count' | 'sum';
  readonly field?: string;
  /** Of the summed field, where the server says it. */
  readonly type?: FieldType;
}

export interface ReportRow {
  readonly group: unknown;
  readonly title: Title;
  readonly values: Readonly<Record<string, number>>;
  /** Of the same days a year before, where they are compared. */
  readonly previous?: Readonly<Record<string, number>>;
}

export type ChartKind = 'bar' | 'line' | 'pie';

export interface Report {
  readonly key: string;
  readonly title: Title;
  readonly record: string;
  /** Of the field grouped by; null for what has no field of its own. */
  readonly groupTitle: Title | null;
  readonly chart: ChartKind | null;
  readonly previous: { readonly from: string; readonly to: string } | null;
  readonly measures: readonly Measure[];
  readonly rows: readonly ReportRow[];
}

type Period = 'values' | 'previous';

export const totalOf = ({ rows }: Pick<Report, 'rows'>, measure: string, period: Period = 'values'): number =>
  rows.reduce((total, row) => total + (row[period]?.[measure] ?? 0), 0);

/** Percent of the whole, with one decimal; 0 of nothing. */
export const shareOf = (report: Pick<Report, 'rows'>, measure: string, row: ReportRow): number => {
  const total = totalOf(report, measure);
  return total === 0 ? 0 : Math.round(((row.values[measure] ?? 0) / total) * 1000) / 10;
};

/** Change against the year before in percent, with one decimal and its sign; a dash where there was nothing. */
export const showGrowth = (now: number, before: number): string => {
  if (before === 0) return '\u2014';
  const percent = Math.round(((now - before) / before) * 1000) / 10;
  return `${percent > 0 ? '+' : ''}${percent}%`;
};

const isMoney = (measure: Measure): boolean => measure.function === 'sum' && measure.type === 'money';

/** A count as it is; a sum of money in yuan. */
export const showMeasure = (measure: Measure, value: number): string =>
  isMoney(measure) && Number.isSafeInteger(value) ? formatMoney(value, 'grouped') : String(value);

/** The number a chart draws: yuan for fen. */
export const drawnValue = (measure: Measure, value: number): number => (isMoney(measure) ? value / 100 : value);
