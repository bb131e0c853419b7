import { longestShift } from '../condition/shift.ts';
import { addWorkdays, workdaysBetween } from '../deadline/workday.ts';
import type { CalendarDefinition, FactDeclaration, MovedFact, SpanFact } from '../schema/types.gen.ts';
import { addDays, addMonths, civilParts, daysBetween, isCivilDate, isInstant, toDay } from '../time.ts';

type Calendars = ReadonlyMap<string, CalendarDefinition>;
type FactOf = (name: string) => unknown;
interface Sources {
  readonly factOf: FactOf;
  readonly calendars: Calendars;
}

/** The facts a span or a moved day is made of. */
export const datesFrom = ({ span, moved }: Pick<FactDeclaration, 'span' | 'moved'>): readonly string[] => [
  ...(span === undefined ? [] : [span.from, span.to]),
  ...(moved === undefined ? [] : [moved.from, ...(typeof moved.by === 'string' ? [moved.by] : [])]),
];

const dayOf = (value: unknown): string | undefined =>
  isCivilDate(value) || isInstant(value) ? toDay(value) : undefined;

/**
 * Days, working days or whole months from one fact to another, negative where the other is earlier; undefined while one
 * is no date, the calendar is missing or more than a hundred years lie between.
 */
export const spanFact = (
  { from, to, unit, calendar }: SpanFact,
  { factOf, calendars }: Sources,
): number | undefined => {
  const [first, last] = [dayOf(factOf(from)), dayOf(factOf(to))];
  if (first === undefined || last === undefined) return undefined;
  const days = daysBetween(first, last);
  if (Math.abs(days) > longestShift.days) return undefined;
  if (unit === 'day') return days;
  if (unit === 'month') return days < 0 ? 0 - monthsBetween(last, first) : monthsBetween(first, last);
  const workdays = calendars.get(calendar ?? '');
  if (workdays === undefined) return undefined;
  return days < 0 ? 0 - workdaysBetween(workdays, last, first) : workdaysBetween(workdays, first, last);
};

const monthsBetween = (from: string, to: string): number => {
  const [start, end] = [civilParts(from), civilParts(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return addMonths(from, months) > to ? months - 1 : months;
};

/**
 * A day moved by a number or by a fact that is one; undefined while anything is missing, it moves more than a hundred
 * years, or it leaves the years 0001 to 9999.
 */
export const movedFact = (
  { from, by, unit, calendar }: MovedFact,
  { factOf, calendars }: Sources,
): string | undefined => {
  const day = dayOf(factOf(from));
  const length = typeof by === 'string' ? factOf(by) : by;
  if (day === undefined || !isLength(length, unit)) return undefined;
  try {
    if (unit === 'day') return addDays(day, length);
    if (unit === 'month') return addMonths(day, length);
    const workdays = calendars.get(calendar ?? '');
    return workdays === undefined ? undefined : addWorkdays(workdays, day, length);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const isLength = (value: unknown, unit: MovedFact['unit']): value is number =>
  Number.isSafeInteger(value) && Math.abs(Number(value)) <= longestShift[unit === 'month' ? 'months' : 'days'];
