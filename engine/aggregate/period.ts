import { addDays, addMonths, civilParts } from '../time.ts';
import type { DateRange } from './window.ts';

export type Period = 'month' | 'quarter' | 'halfYear' | 'year';

export const monthsIn: Readonly<Record<Period, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** The name of the period that holds a civil date: 2026-06, 2026-Q2, 2026-H1, 2026. */
const periodOf = (civil: string, period: Period): string => {
  const year = civil.slice(0, 4);
  const part = Math.ceil(civilParts(civil).month / monthsIn[period]);
  if (period === 'month') return civil.slice(0, 7);
  if (period === 'year') return year;
  return `${year}-${period === 'quarter' ? 'Q' : 'H'}${part}`;
};

const shape = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?$/;

/** The days of a period by its name; undefined for what names none. */
export const periodDays = (name: string, period: Period): Required<DateRange> | undefined => {
  const match = shape.exec(name);
  if (!match) return undefined;
  const [, year, month, quarter, half] = match;
  const first = Number(month ?? 1) + (Number(quarter ?? 1) - 1) * 3 + (Number(half ?? 1) - 1) * 6;
  if (first < 1 || first > 12) return undefined;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  const range = { from, to: addDays(addMonths(from, monthsIn[period]), -1) };
  return periodOf(from, period) === name ? range : undefined;
};
