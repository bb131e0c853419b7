import {
  addDays,
  addMonths,
  fromDayNumber,
  fromMilliseconds,
  isCivilDate,
  startOfDay,
  toDay,
  toDayNumber,
  toMilliseconds,
} from '../time.ts';
import type { DueUnit, Pause } from './due-input.ts';
import type { WorkdayReader } from './workday.ts';

/** One pause that was passed over while counting. */
interface PassedPause {
  readonly from: string;
  readonly to: string;
}

/** Where counting ended: at a time, or inside a pause that still runs, with what was then left. */
export type Counted =
  | { readonly to: string; readonly passed: readonly PassedPause[] }
  | {
      readonly pausedAt: string;
      readonly remaining: { readonly length: number; readonly unit: 'naturalDay' | 'workDay' | 'hour' };
      readonly passed: readonly PassedPause[];
    };

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface CountInput {
  readonly from: string;
  readonly length: number;
  readonly unit: DueUnit;
  readonly pauses: readonly Pause[];
  readonly reader: WorkdayReader;
}

/** Counts forward from a civil date (or, in hours, from an instant); the start day is not counted. */
export const count = (input: CountInput): Counted => (input.unit === 'hour' ? countHours(input) : countDays(input));

/** Days after the first and up to the last of a pause do not count: (from, to]. */
const countDays = ({ from, length, unit, pauses, reader }: CountInput): Counted => {
  const spans = pauses.map((pause) => toSpan(pause, (time) => toDayNumber(toDay(time))));
  const passed: PassedPause[] = [];
  let day = toDayNumber(from);
  let left = unit === 'workDay' ? length : naturalDays(from, length, unit);
  while (left > 0) {
    const next = day + 1;
    const span = spans.find((candidate) => candidate.from < next && next <= candidate.to);
    if (span?.to === Number.POSITIVE_INFINITY) {
      const remaining = { length: left, unit: unit === 'workDay' ? unit : ('naturalDay' as const) };
      return { pausedAt: fromDayNumber(day), remaining, passed };
    }
    if (span) {
      passed.push({ from: fromDayNumber(day), to: fromDayNumber(span.to) });
      day = span.to;
    } else {
      day = next;
      if (unit !== 'workDay' || reader.isWorkday(day)) left -= 1;
    }
  }
  return { to: fromDayNumber(day), passed };
};

/** A month is as long as the calendar makes it from its start; a pause then adds its days. */
const naturalDays = (from: string, length: number, unit: DueUnit): number => {
  if (unit === 'naturalDay') return length;
  const end = addMonths(from, unit === 'year' ? length * 12 : length);
  return toDayNumber(end) - toDayNumber(from);
};

const hourLength = 3_600_000;

const countHours = ({ from, length, pauses }: CountInput): Counted => {
  const spans = pauses.map((pause) => toSpan(pause, toBoundary)).sort((a, b) => a.from - b.from);
  const passed: PassedPause[] = [];
  let at = toMilliseconds(from);
  let left = length * hourLength;
  for (const span of spans) {
    if (span.to <= at) continue;
    if (left === 0 || span.from >= at + left) break;
    const begun = Math.max(span.from, at);
    left -= begun - at;
    if (span.to === Number.POSITIVE_INFINITY) {
      return { pausedAt: fromMilliseconds(begun), remaining: { length: left / hourLength, unit: 'hour' }, passed };
    }
    passed.push({ from: fromMilliseconds(begun), to: fromMilliseconds(span.to) });
    at = span.to;
  }
  return { to: fromMilliseconds(at + left), passed };
};

/** A pause given in days begins after its first day and ends with its last. */
const toBoundary = (time: string): number => toMilliseconds(isCivilDate(time) ? startOfDay(addDays(time, 1)) : time);

const toSpan = (pause: Pause, place: (time: string) => number): Span => ({
  from: place(pause.from),
  to: pause.to === null ? Number.POSITIVE_INFINITY : place(pause.to),
});
