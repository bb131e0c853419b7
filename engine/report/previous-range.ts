import { addDays, addMonths, daysBetween } from '../time.ts';

/** Civil dates; both days belong to the range. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const isFirst = (date: string): boolean => date.endsWith('-01');

const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/**
 * The period just before one: of whole months as many months, else as many days.
 * January to March is preceded by October to December, 5 to 9 May by 30 April to 4 May.
 */
export const previousRange = ({ from, to }: DayRange): DayRange => {
  const next = addDays(to, 1);
  const before = addDays(from, -1);
  if (isFirst(from) && isFirst(next) && next > from)
    return { from: addMonths(from, monthOf(from) - monthOf(next)), to: before };
  return { from: addDays(from, -Math.max(daysBetween(from, next), 1)), to: before };
};
