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
}

export interface Report {
  readonly key: string;
  readonly title: Title;
  readonly measures: readonly Measure[];
  readonly rows: readonly ReportRow[];
}

export const totalOf = (report: Report, measure: string): number =>
  report.rows.reduce((total, row) => total + (row.values[measure] ?? 0), 0);

/** Percent of the whole, with one decimal; 0 of nothing. */
export const shareOf = (report: Report, measure: string, row: ReportRow): number => {
  const total = totalOf(report, measure);
  return total === 0 ? 0 : Math.round(((row.values[measure] ?? 0) / total) * 1000) / 10;
};

/** A count as it is; a sum of money in yuan. */
export const showMeasure = (measure: Measure, value: number): string =>
  measure.function === 'sum' && measure.type === 'money' && Number.isSafeInteger(value)
    ? formatMoney(value, 'grouped')
    : String(value);
