import {
  addDays,
  addHours,
  compare,
  daysBetween,
  fromDayNumber,
  fromMilliseconds,
  isCivilDate,
  startOfDay,
  toDay,
  toDayNumber,
  toMilliseconds,
} from '../time.ts';
import { type CalendarDefinition, nearestWorkday, readWorkdays } from './workday.ts';

/** `before` the due time (in natural days unless said), or at a part `elapsed` of the term: 0.5 is half. */
export interface WarnStep {
  readonly before?: number;
  readonly unit?: 'workDay' | 'naturalDay' | 'hour';
  readonly elapsed?: number;
  /** The light it turns on. Unsaid it is yellow, and none where the step is there to tell somebody. */
  readonly light?: 'yellow' | 'red';
  /** Who is told. */
  readonly to?: readonly unknown[];
}

/** The instant at which a warning step is reached. */
export interface Warning {
  readonly at: string;
  /** null: somebody is told, no light turns on. */
  readonly light: 'yellow' | 'red' | null;
  readonly step: WarnStep;
}

export interface WarnInput {
  /** Civil date or instant. */
  readonly start: string;
  readonly due: string;
  /** Absent: the default rule. Empty: no warning. */
  readonly warn?: readonly WarnStep[] | undefined;
  readonly calendar: CalendarDefinition;
}

/**
 * When the warning steps of a term are reached, in order of time. Default rule: three working days left, and for a term
 * over thirty days also a fifth of it left; a term that ends at an instant warns at half.
 */
export const warningsOf = (input: WarnInput): Warning[] =>
  (input.warn ?? defaultSteps(input))
    .map((step) => ({
      at: toWarnInstant(step, input),
      light: step.light ?? (step.to === undefined ? 'yellow' : null),
      step,
    }))
    .sort((a, b) => compare(a.at, b.at));

const defaultSteps = ({ start, due }: WarnInput): WarnStep[] => {
  if (!isCivilDate(due)) return [{ elapsed: 0.5 }];
  const term = daysBetween(toDay(start), due);
  const lastDays: WarnStep = { before: 3, unit: 'workDay' };
  return term > 30 ? [lastDays, { before: Math.floor(term / 5), unit: 'naturalDay' }] : [lastDays];
};

const toWarnInstant = (step: WarnStep, input: WarnInput): string => {
  if (step.elapsed !== undefined) return partOfTerm(step.elapsed, input);
  const { before = 0, unit = 'naturalDay' } = step;
  if (unit === 'hour') return addHours(endOfTerm(input.due), -before);
  const due = toDay(input.due);
  return startOfDay(unit === 'naturalDay' ? addDays(due, -before) : workdaysLeft(before, due, input));
};

/** The first day on which no more than `count` working days are left after it. */
const workdaysLeft = (count: number, due: string, { calendar }: WarnInput): string => {
  const reader = readWorkdays(calendar);
  let day = nearestWorkday(reader, toDayNumber(due), -1);
  for (let left = count; left > 0; left -= 1) day = nearestWorkday(reader, day - 1, -1);
  return fromDayNumber(day);
};

const partOfTerm = (part: number, { start, due }: WarnInput): string => {
  const from = toMilliseconds(endOfTerm(start));
  const length = toMilliseconds(endOfTerm(due)) - from;
  return fromMilliseconds(from + Math.floor(length * part));
};

/** The start day is not counted and the due day counts whole, so both stand for their end. */
const endOfTerm = (time: string): string => (isCivilDate(time) ? startOfDay(addDays(time, 1)) : time);
