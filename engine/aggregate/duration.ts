import { type CalendarDefinition, readWorkdays } from '../deadline/workday.ts';
import { problem } from '../problem.ts';
import { toDay, toDayNumber, toInstant, toMilliseconds } from '../time.ts';
import type { Ratio } from './result.ts';

/** `count` rows that lasted from one civil date or instant to another. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export type SpanUnit = 'day' | 'workingDay' | 'hour';

const hour = 3_600_000;

/**
 * The mean or the middle of the lengths of spans, exact; null of none. Days and working days count the day after the
 * first to the last; a span that ends before it begins counts backwards. Between two middle ones lies their mean.
 * @throws Problem invalid-input for numbers JSON would not keep.
 */
export const spanStatistic = (
  name: 'average' | 'median',
  spans: readonly Span[],
  unit: SpanUnit,
  calendar?: CalendarDefinition,
): Ratio | null => {
  const lengthOf = lengthIn(unit, spans, calendar);
  const lengths = spans.map((span) => ({ length: lengthOf(span), count: span.count }));
  const total = lengths.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const parts = unit === 'hour' ? hour : 1;
  if (name === 'median') return shortened(...middle(lengths, total), parts);
  return shortened(
    lengths.reduce((sum, { length, count }) => sum + length * count, 0),
    total,
    parts,
  );
};

type Lengths = { readonly length: number; readonly count: number }[];

/** The middle as a sum and by how many it is divided. */
const middle = (lengths: Lengths, total: number): readonly [number, number] => {
  const sorted = lengths.sort((a, b) => a.length - b.length);
  const at = (place: number): number => {
    let left = place;
    for (const { length, count } of sorted) {
      if (left < count) return length;
      left -= count;
    }
    return 0;
  };
  return total % 2 === 1 ? [at((total - 1) / 2), 1] : [at(total / 2 - 1) + at(total / 2), 2];
};

const lengthIn = (
  unit: SpanUnit,
  spans: readonly Span[],
  calendar: CalendarDefinition | undefined,
): ((span: Span) => number) => {
  if (unit === 'hour') return ({ from, to }) => toMilliseconds(toInstant(to)) - toMilliseconds(toInstant(from));
  if (unit === 'day') return ({ from, to }) => dayOf(to) - dayOf(from);
  if (calendar === undefined) throw new Error('working days need a calendar');
  const workdays = workdaysUpTo(calendar, spans);
  return ({ from, to }) => workdays(dayOf(to)) - workdays(dayOf(from));
};

const dayOf = (time: string): number => toDayNumber(toDay(time));

/** How many working days there are up to a day, from the first day of all spans on. */
const workdaysUpTo = (calendar: CalendarDefinition, spans: readonly Span[]): ((day: number) => number) => {
  const { isWorkday } = readWorkdays(calendar);
  const days = spans.flatMap(({ from, to }) => [dayOf(from), dayOf(to)]);
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const last = days.reduce((most, day) => Math.max(most, day), first);
  const counts = [0];
  for (let day = first + 1; day <= last; day += 1) counts.push((counts.at(-1) ?? 0) + (isWorkday(day) ? 1 : 0));
  return (day) => counts[day - first] ?? 0;
};

const shortened = (sum: number, count: number, parts: number): Ratio => {
  const denominator = count * parts;
  if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(denominator))
    throw problem('invalid-input', { issues: [{ path: '', code: 'aggregate-overflow', params: { value: sum } }] });
  const divisor = parts === 1 ? 1 : greatestDivisor(Math.abs(sum), denominator);
  return { numerator: sum / divisor, denominator: denominator / divisor };
};

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
