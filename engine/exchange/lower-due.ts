import { nearestWorkday, readWorkdays } from '../deadline/workday.ts';
import type { CalendarDefinition } from '../schema/types.gen.ts';
import { fromDayNumber, toDay, toDayNumber } from '../time.ts';

/** The latest day on which a lower order may be due when `buffer` working days are kept before the due day above. */
export const lowerDue = (due: string, buffer: number, calendar: CalendarDefinition): string => {
  const reader = readWorkdays(calendar);
  let day = nearestWorkday(reader, toDayNumber(toDay(due)), -1);
  for (let left = buffer; left > 0; left -= 1) day = nearestWorkday(reader, day - 1, -1);
  return fromDayNumber(day);
};
