import type { FieldType, Title } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';

/** What a period is held against: the same days a year before, or the period just before. */
export type Comparison = 'year' | 'period';

export interface Measure {
  readonly key: string;
  readonly title: Title;
  readonly function: 'count' | 'sum' | 'days' | 'ratio' | 'total';
  readonly field?: string;
  /** Set where it counts by a date of its own. */
  readonly dateField?: string;
  /** Of the summed field, where the server says it. */
  readonly type?: FieldType;
}

/** By the key of the measure; null where nothing can be said. */
type Values = Readonly<Record<string, number | null>>;

export interface Figures {
  readonly values: Values;
  /** Of the period they are held against. */
  readonly previous?: Values;
}

export interface ReportRow extends Figures {
  readonly group: unknown;
  readonly title: Title;
}

export type ChartKind = 'bar' | 'line' | 'pie' | 'heat';

export interface Report {
  readonly key: string;
  readonly title: Title;
  readonly record: string;
  /** False where the reader may count the records and open none. */
  readonly opens: boolean;
  /** Of the field grouped by; null for what has no field of its own. */
  readonly groupTitle: Title | null;
  readonly chart: ChartKind | null;
  readonly compare: Comparison;
  readonly previous: { readonly from: string; readonly to: string } | null;
  readonly measures: readonly Measure[];
  readonly rows: readonly ReportRow[];
  readonly totals: Figures;
}

/** Whether parts of it make a whole: means and ratios have none. */
export const hasParts = ({ function: name }: Measure): boolean => name === 'count' || name === 'sum';

/** Percent of the whole, with one decimal; 0 of nothing. */
export const shareOf = ({ totals }: Pick<Report, 'totals'>, measure: string, row: ReportRow): number => {
  const total = totals.values[measure] ?? 0;
  return total === 0 ? 0 : Math.round(((row.values[measure] ?? 0) / total) * 1000) / 10;
};

const dash = '\u2014';

const signed = (value: number, unit: string): string => `${value > 0 ? '+' : ''}${value}${unit}`;

/** Change against the earlier period with its sign: in percent, of ratios in percentage points; a dash where there was nothing. */
export const showGrowth = (measure: Measure, { values, previous }: Figures): string => {
  const [now, before] = [values[measure.key] ?? null, previous?.[measure.key] ?? null];
  if (now === null || before === null) return dash;
  if (measure.function === 'ratio') return signed(Math.round((now - before) * 1000) / 10, ' pp');
  return before === 0 ? dash : signed(Math.round(((now - before) / before) * 1000) / 10, '%');
};

const isMoney = (measure: Measure): boolean =>
  (measure.function === 'sum' || measure.function === 'total') && measure.type === 'money';

/** A count as it is, money in yuan, days with one decimal, a ratio in percent; a dash for nothing. */
export const showMeasure = (measure: Measure, value: number | null | undefined): string => {
  if (value === null || value === undefined) return dash;
  if (measure.function === 'ratio') return `${(value * 100).toFixed(1)}%`;
  if (measure.function === 'days') return value.toFixed(1);
  return isMoney(measure) && Number.isSafeInteger(value) ? formatMoney(value, 'grouped') : String(value);
};

/** The number a chart draws: yuan for fen, percent for ratios, nothing for what cannot be said. */
export const drawnValue = (measure: Measure, value: number | null | undefined): number => {
  if (measure.function === 'ratio') return Math.round((value ?? 0) * 1000) / 10;
  return isMoney(measure) ? (value ?? 0) / 100 : (value ?? 0);
};
