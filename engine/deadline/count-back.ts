import { addDays, addHours, addMonths, fromDayNumber, toDayNumber } from '../time.ts';
import type { DueUnit } from './due-input.ts';
import type { WorkdayReader } from './workday.ts';

/**
 * The latest civil date from which `length` units still end before `event`: event > latest + length. So the units lie
 * whole between the two, neither end counted. Hours: the instant exactly `length` hours before.
 */
export const countBack = (event: string, length: number, unit: DueUnit, reader: WorkdayReader): string => {
  if (unit === 'hour') return addHours(event, -length);
  if (unit === 'naturalDay') return addDays(event, -(length + 1));
  if (unit === 'workDay') return workdaysBack(event, length, reader);
  return monthsBack(event, unit === 'year' ? length * 12 : length);
};

const workdaysBack = (event: string, length: number, reader: WorkdayReader): string => {
  let day = toDayNumber(event);
  for (let left = length; left > 0; ) {
    day -= 1;
    if (reader.isWorkday(day)) left -= 1;
  }
  return fromDayNumber(day - 1);
};

/** Several days of a long month share one end in a short month, so the plain subtraction is only near. */
const monthsBack = (event: string, months: number): string => {
  let latest = addMonths(event, -months);
  while (addMonths(latest, months) >= event) latest = addDays(latest, -1);
  while (addMonths(addDays(latest, 1), months) < event) latest = addDays(latest, 1);
  return latest;
};
