import type { CalendarDefinition } from '#engine/schema/types.gen.ts';
import { addMonths, fromDayNumber, toDayNumber, weekdayOf } from '#engine/time.ts';

/** One day of a year as its calendar sees it. */
export interface YearDay {
  readonly day: string;
  readonly works: boolean;
  /** Otherwise than its day of the week says. */
  readonly exceptional: boolean;
}

/** A month in weeks that begin on Monday; places before the first and behind the last day are empty. */
export type MonthWeeks = readonly (readonly (YearDay | undefined)[])[];

type Year = CalendarDefinition['years'][string];

/** The twelve months of a year. */
export const monthsOf = (calendar: CalendarDefinition, year: string): readonly MonthWeeks[] => {
  const { holidays, workdays } = calendar.years[year] ?? { holidays: [], workdays: [] };
  const [off, on] = [new Set(holidays), new Set(workdays)];
  const dayOf = (number: number): YearDay => {
    const day = fromDayNumber(number);
    const usual = !calendar.weekend.includes(weekdayOf(number));
    const works = !off.has(day) && (on.has(day) || usual);
    return { day, works, exceptional: works !== usual };
  };
  return Array.from({ length: 12 }, (_, month) => {
    const first = addMonths(`${year}-01-01`, month);
    const [from, to] = [toDayNumber(first), toDayNumber(addMonths(first, 1))];
    const before = (weekdayOf(from) + 6) % 7;
    const places = Array.from({ length: Math.ceil((before + to - from) / 7) * 7 }, (_place, index) => {
      const number = from + index - before;
      return number >= from && number < to ? dayOf(number) : undefined;
    });
    return Array.from({ length: places.length / 7 }, (_week, week) => places.slice(week * 7, week * 7 + 7));
  });
};

export const workdaysIn = (weeks: MonthWeeks): number => weeks.flat().filter((day) => day?.works === true).length;

/** The calendar with one day turned from work to rest or back; only what differs from the week is written down. */
export const turned = (calendar: CalendarDefinition, day: string): CalendarDefinition => {
  const year = day.slice(0, 4);
  const before: Year = calendar.years[year] ?? { holidays: [], workdays: [] };
  const usual = !calendar.weekend.includes(weekdayOf(toDayNumber(day)));
  const works = !before.holidays.includes(day) && (before.workdays.includes(day) || usual);
  const others = (days: readonly string[]) => days.filter((one) => one !== day);
  const holidays = works && usual ? [...others(before.holidays), day].sort() : others(before.holidays);
  const workdays = !works && !usual ? [...others(before.workdays), day].sort() : others(before.workdays);
  return { ...calendar, years: { ...calendar.years, [year]: { holidays, workdays } } };
};
