/**
 * Civil dates (`YYYY-MM-DD`, a day in Asia/Shanghai) and instants (`YYYY-MM-DDTHH:mm:ss.sssZ`, UTC), both as text.
 * The platform zone is a fixed +08:00. That is the legal time since 1992; the summer time of 1986–1991 is not applied,
 * so an instant of those summers may fall on the neighbouring civil date.
 * The functions expect valid text (ask isCivilDate, isInstant first) and throw RangeError otherwise.
 */
const dayLength = 86_400_000;
const hourLength = 3_600_000;
const zoneOffset = 8 * hourLength;

const civilShape = /^\d{4}-\d{2}-\d{2}$/;
const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const firstDay = '0001-01-01';

/** True for a day that exists: 2026-02-29 is none. Years 0001 to 9999. */
export const isCivilDate = (value: unknown): value is string =>
  typeof value === 'string' && civilShape.test(value) && value >= firstDay && hasDay(value);

/** True for an existing moment written with milliseconds and Z; other spellings of the same moment are not instants. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && instantShape.test(value) && value >= firstDay && hasDay(value) && hasTime(value);

const longMonths = [1, 3, 5, 7, 8, 10, 12];

/** Asked of every date of every form, hence without Date. */
const hasDay = (text: string): boolean => {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) return day <= (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28);
  return day <= (longMonths.includes(month) ? 31 : 30);
};

const hasTime = (text: string): boolean => text.slice(11, 13) < '24' && text.charAt(14) < '6' && text.charAt(17) < '6';

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export const toMilliseconds = (instant: string): number => {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`);
  return new Date(instant).getTime();
};

export const fromMilliseconds = (milliseconds: number): string => {
  const date = new Date(milliseconds);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!instantShape.test(text) || text < firstDay)
    throw new RangeError(`outside the years 0001 to 9999: ${milliseconds}`);
  return text;
};

/** Days since 1970-01-01; lets a walk over days run on integers. */
export const toDayNumber = (civil: string): number => {
  if (!isCivilDate(civil)) throw new RangeError(`not a civil date: ${civil}`);
  return new Date(`${civil}T00:00:00.000Z`).getTime() / dayLength;
};

export const fromDayNumber = (day: number): string => fromMilliseconds(day * dayLength).slice(0, 10);

let latest = '';
let latestDate = '';

/** The civil date on which an instant falls. The latest answer is kept: one request asks for one moment often. */
export const toCivilDate = (instant: string): string => {
  if (instant === latest) return latestDate;
  const date = fromMilliseconds(toMilliseconds(instant) + zoneOffset).slice(0, 10);
  latest = instant;
  latestDate = date;
  return date;
};

/** The first instant of a civil date: 2026-04-28 → 2026-04-27T16:00:00.000Z. */
export const startOfDay = (civil: string): string => fromMilliseconds(toDayNumber(civil) * dayLength - zoneOffset);

/** The last instant of a civil date: 2026-04-28 → 2026-04-28T15:59:59.999Z. */
export const endOfDay = (civil: string): string =>
  fromMilliseconds((toDayNumber(civil) + 1) * dayLength - zoneOffset - 1);

export const addDays = (civil: string, days: number): string => fromDayNumber(toDayNumber(civil) + days);

/** The same day number `months` later (or earlier), or the last day of a month that lacks it: 01-31 + 1 → 02-28. */
export const addMonths = (civil: string, months: number): string => {
  const { year, month, day } = civilParts(civil);
  const target = year * 12 + (month - 1) + months;
  const first = civilText(Math.floor(target / 12), (((target % 12) + 12) % 12) + 1, 1);
  return addDays(first, Math.min(day, daysInMonth(first)) - 1);
};

/** As addMonths with twelve months a year: 02-29 + 1 → 02-28. */
export const addYears = (civil: string, years: number): string => addMonths(civil, years * 12);

export const addHours = (instant: string, hours: number): string =>
  fromMilliseconds(toMilliseconds(instant) + hours * hourLength);

/** Days from `from` to `to`, `from` not counted; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => toDayNumber(to) - toDayNumber(from);

/** 0 Sunday … 6 Saturday. 1970-01-01 was a Thursday. */
export const weekday = (civil: string): number => weekdayOf(toDayNumber(civil));

export const weekdayOf = (dayNumber: number): number => (((dayNumber + 4) % 7) + 7) % 7;

export interface CivilParts {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  /** 0 Sunday … 6 Saturday */
  readonly weekday: number;
}

export interface InstantParts extends CivilParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export const civilParts = (civil: string): CivilParts => ({
  year: Number(civil.slice(0, 4)),
  month: Number(civil.slice(5, 7)),
  day: Number(civil.slice(8, 10)),
  weekday: weekday(civil),
});

/** The wall clock of the platform zone at an instant. */
export const instantParts = (instant: string): InstantParts => {
  const local = fromMilliseconds(toMilliseconds(instant) + zoneOffset);
  return {
    ...civilParts(local.slice(0, 10)),
    hour: Number(local.slice(11, 13)),
    minute: Number(local.slice(14, 16)),
    second: Number(local.slice(17, 19)),
  };
};

/** The first instant a civil date or instant may mean. */
export const toInstant = (time: string): string =>
  isCivilDate(time) ? startOfDay(time) : fromMilliseconds(toMilliseconds(time));

/** The civil date of a civil date or instant. */
export const toDay = (time: string): string => (isCivilDate(time) ? time : toCivilDate(time));

/** -1, 0 or 1. Both must be civil dates or both instants: their text order is their time order. */
export const compare = (a: string, b: string): -1 | 0 | 1 => {
  if (a.length !== b.length) throw new RangeError(`a civil date and an instant do not compare: ${a}, ${b}`);
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const civilText = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const daysInMonth = (firstOfMonth: string): number => {
  const { year, month } = civilParts(firstOfMonth);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};
