import type { CalendarDefinition } from '../schema/types.gen.ts';
import { fromDayNumber, toDayNumber, weekdayOf } from '../time.ts';

export type { CalendarDefinition };

/**
 * Walks a calendar by day number (days since 1970-01-01) and remembers which years it had to assume.
 * One reader serves one computation, so `assumedYears` tells what that computation rests on.
 */
export interface WorkdayReader {
  readonly isWorkday: (dayNumber: number) => boolean;
  readonly assumedYears: () => readonly number[];
}

interface Index {
  readonly years: ReadonlySet<number>;
  readonly holidays: ReadonlySet<number>;
  readonly workdays: ReadonlySet<number>;
}

const indexes = new WeakMap<CalendarDefinition, Index>();

/** Definitions are immutable once loaded, so their index is built once. */
const indexOf = (calendar: CalendarDefinition): Index => {
  const known = indexes.get(calendar);
  if (known) return known;
  const years = Object.values(calendar.years);
  const index = {
    years: new Set(Object.keys(calendar.years).map(Number)),
    holidays: new Set(years.flatMap((year) => year.holidays.map(toDayNumber))),
    workdays: new Set(years.flatMap((year) => year.workdays.map(toDayNumber))),
  };
  indexes.set(calendar, index);
  return index;
};

export const readWorkdays = (calendar: CalendarDefinition): WorkdayReader => {
  const index = indexOf(calendar);
  const assumed = new Set<number>();
  const isWorkday = (dayNumber: number): boolean => {
    const year = Number(fromDayNumber(dayNumber).slice(0, 4));
    if (!index.years.has(year)) assumed.add(year);
    if (index.holidays.has(dayNumber)) return false;
    return index.workdays.has(dayNumber) || !calendar.weekend.includes(weekdayOf(dayNumber));
  };
  return { isWorkday, assumedYears: () => [...assumed].sort((a, b) => a - b) };
};

export const isWorkday = (calendar: CalendarDefinition, civil: string): boolean =>
  readWorkdays(calendar).isWorkday(toDayNumber(civil));

/** The civil date `count` working days after (negative: before) `civil`, which is itself not counted; 0 is `civil`. */
export const addWorkdays = (calendar: CalendarDefinition, civil: string, count: number): string => {
  const reader = readWorkdays(calendar);
  const step = count < 0 ? -1 : 1;
  let day = toDayNumber(civil);
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (reader.isWorkday(day)) left -= 1;
  }
  return fromDayNumber(day);
};

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export const workdaysBetween = (calendar: CalendarDefinition, from: string, to: string): number => {
  const reader = readWorkdays(calendar);
  const last = toDayNumber(to);
  let count = 0;
  for (let day = toDayNumber(from) + 1; day <= last; day += 1) if (reader.isWorkday(day)) count += 1;
  return count;
};

/** The nearest working day at or after (`step` 1) or at or before (`step` -1) a day number. */
export const nearestWorkday = (reader: WorkdayReader, dayNumber: number, step: 1 | -1): number => {
  let day = dayNumber;
  while (!reader.isWorkday(day)) day += step;
  return day;
};
