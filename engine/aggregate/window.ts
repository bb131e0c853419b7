import { problem } from '../problem.ts';
import type { AggregateWindow } from '../schema/types.gen.ts';
import { addDays, addMonths, addYears, civilParts, isCivilDate } from '../time.ts';
import { type OperandSources, resolveOperand } from './operand.ts';
import { monthsIn } from './period.ts';

/** Civil dates counted in; without `from` everything up to `to`. */
export interface DateRange {
  readonly from?: string;
  readonly to: string;
}

/** A hundred years: nothing the platform counts is older. */
export const longestWindow = { day: 36_525, month: 1200 } as const;

/**
 * The days whose rows count for a business date, never later than it. A window `since` begins group by group and gives
 * all days up to the date.
 * @throws Problem invalid-input when a length or an end is missing, or the window is longer than longestWindow.
 */
export const windowRange = (window: AggregateWindow | undefined, sources: OperandSources): DateRange => {
  const { asOf } = sources;
  switch (window?.kind) {
    case 'rolling':
      return rolling(window, sources);
    case 'calendar':
      return notAfter(calendar(window, asOf), asOf);
    case 'range':
      return notAfter({ from: dateOf(window.from, sources), to: dateOf(window.to, sources) }, asOf);
    default:
      return { to: asOf };
  }
};

const notAfter = (range: DateRange, asOf: string): DateRange => (range.to > asOf ? { ...range, to: asOf } : range);

const refuse = (code: string, params: Readonly<Record<string, unknown>>) =>
  problem('invalid-input', { issues: [{ path: '/window', code, params }] });

/** N months: (date − N months, date]. N days: the date and the N − 1 days before. */
const rolling = ({ unit, length, previous = 0 }: AggregateWindow, sources: OperandSources): DateRange => {
  const count = resolveOperand(length, sources);
  const most = unit === 'month' ? longestWindow.month : longestWindow.day;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1 || count > most)
    throw refuse('aggregate-window-length', { value: count ?? '', right: `1 - ${most}` });
  const { asOf } = sources;
  if (unit !== 'month') {
    const to = addDays(asOf, -previous * count);
    return { from: addDays(to, 1 - count), to };
  }
  // Each end is counted from the date itself, so that the days of neighbouring windows join without gap.
  const end = (windows: number): string => addMonths(asOf, -windows * count);
  return { from: addDays(end(previous + 1), 1), to: end(previous) };
};

/** The whole period that holds the date, moved by whole periods or to the same one of last year. */
const calendar = ({ unit = 'month', offset = 0, lastYear = false }: AggregateWindow, asOf: string): DateRange => {
  if (unit === 'day') {
    const day = addDays(lastYear ? addYears(asOf, -1) : asOf, offset);
    return { from: day, to: day };
  }
  const months = monthsIn[unit];
  const { month } = civilParts(asOf);
  const first = addMonths(`${asOf.slice(0, 7)}-01`, -((month - 1) % months) + offset * months - (lastYear ? 12 : 0));
  return { from: first, to: addDays(addMonths(first, months), -1) };
};

const dateOf = (operand: AggregateWindow['from'], sources: OperandSources): string => {
  const value = resolveOperand(operand, sources);
  if (!isCivilDate(value)) throw refuse('aggregate-window-date', { value: value ?? '' });
  return value;
};
