import { addDays, addMonths, addYears } from '../time.ts';
import type { DayRange } from './previous-range.ts';

export const quickRanges = [
  'year',
  'quarter',
  'month',
  'lastMonth',
  'lastQuarter',
  'lastYear',
  'twelveMonths',
  'all',
] as const;
export type QuickRange = (typeof quickRanges)[number];

const two = (number: number): string => String(number).padStart(2, '0');

/** As many whole months as end before a day. */
const wholeBefore = (first: string, months: number): DayRange => ({
  from: addMonths(first, -months),
  to: addDays(first, -1),
});

/** The usual ranges as of a day; both ends belong to them, '' is an open one. */
export const quickRange = (name: QuickRange, today: string): DayRange => {
  const [year = '', month = ''] = today.split('-');
  switch (name) {
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'quarter':
      return { from: `${year}-${two(Math.floor((Number(month) - 1) / 3) * 3 + 1)}-01`, to: today };
    case 'month':
      return { from: `${year}-${month}-01`, to: today };
    case 'lastMonth':
      return wholeBefore(`${year}-${month}-01`, 1);
    case 'lastQuarter':
      return wholeBefore(quickRange('quarter', today).from, 3);
    case 'lastYear':
      return { from: addYears(`${year}-01-01`, -1), to: addYears(`${year}-12-31`, -1) };
    case 'twelveMonths':
      return { from: addDays(addMonths(today, -12), 1), to: today };
    case 'all':
      return { from: '', to: '' };
  }
};
