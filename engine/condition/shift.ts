import { isObject } from '../json.ts';
import { addDays, addMonths, isCivilDate } from '../time.ts';
import type { Shift } from './condition.ts';
import type { Value } from './value.ts';

/** A hundred years either way. */
export const longestShift = { days: 36_525, months: 1200 } as const;

export const isShift = (value: unknown): value is Shift => {
  if (!isObject(value)) return false;
  const [unit = '', ...more] = Object.keys(value);
  if (more.length > 0 || !(unit === 'days' || unit === 'months')) return false;
  const length = value[unit];
  return Number.isSafeInteger(length) && Math.abs(length as number) <= longestShift[unit];
};

/** The date moved; undefined for a day that does not exist and where it would leave the years 0001 to 9999. */
export const shiftDate = (date: Value | undefined, { days, months }: Shift): string | undefined => {
  if (!isCivilDate(date)) return undefined;
  try {
    return months === undefined ? addDays(date, days ?? 0) : addMonths(date, months);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
