import { endOfDay, fromDayNumber, toDay, toDayNumber, toInstant } from '../time.ts';
import { type Counted, count } from './count.ts';
import { countBack } from './count-back.ts';
import { checkDueInput, type DueInput, type DueRoll, type DueUnit, toExtension } from './due-input.ts';
import { nearestWorkday, readWorkdays, type WorkdayReader } from './workday.ts';

/** How a due time came about, in order; times are civil dates, or instants when the unit is hours. */
type DueStep =
  | { readonly kind: 'start'; readonly given: string; readonly from: string }
  | {
      readonly kind: 'count';
      readonly unit: DueUnit;
      readonly length: number;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'countBack';
      readonly unit: DueUnit;
      readonly length: number;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'pause'; readonly from: string; readonly to: string }
  | { readonly kind: 'openPause'; readonly from: string }
  | {
      readonly kind: 'extend';
      readonly unit: DueUnit;
      readonly length: number;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'roll'; readonly roll: DueRoll; readonly from: string; readonly to: string }
  | { readonly kind: 'assumed'; readonly years: readonly number[] };

export interface DueResult {
  /** Civil date, in hours an instant; null while a pause runs. */
  readonly due: string | null;
  /** The due time before its last roll; differs from `due` only where the last day was no working day. */
  readonly unrolled: string | null;
  readonly paused: boolean;
  /** What was left when the running pause began; hours may be broken. */
  readonly remaining?: { readonly length: number; readonly unit: 'naturalDay' | 'workDay' | 'hour' };
  /** True when `due` rests on a year the calendar lacks (then weekends only); computed again when that year comes. */
  readonly provisional: boolean;
  /** Every year assumed, those behind `lastWorkingDay` included. */
  readonly assumedYears: readonly number[];
  /** Only without roll: the last working day on or before the due date, the day to act or be warned. */
  readonly lastWorkingDay?: string;
  readonly steps: readonly DueStep[];
}

/**
 * The end of a term. Source: Civil Procedure Law (2023) art. 85 and the rules on terms of the procedure provisions:
 * hours, days, months and years; the day of the start event is not counted; a last day off moves to the first day after
 * it, where the deadline rolls. A month ends on the same day number or on the last day of the month. Extensions run from
 * the due date as it then stands and roll again. Throws RangeError for an input in which checkDueInput finds an issue.
 */
export const computeDue = (input: DueInput): DueResult => {
  const [issue] = checkDueInput(input);
  if (issue) throw new RangeError(`deadline input ${issue.path}: ${issue.code}`);
  const reader = readWorkdays(input.calendar);
  const from = input.unit === 'hour' ? toInstant(input.start) : toDay(input.start);
  const steps: DueStep[] = [{ kind: 'start', given: input.start, from }];
  return input.direction === 'backward' ? backward(input, from, reader, steps) : forward(input, from, reader, steps);
};

const backward = (input: DueInput, from: string, reader: WorkdayReader, steps: DueStep[]): DueResult => {
  const { unit, length } = input;
  const to = countBack(from, length, unit, reader);
  steps.push({ kind: 'countBack', unit, length, from, to });
  const roll = input.roll ?? (unit === 'hour' ? 'none' : 'previous');
  return finish(to, rollDue(to, roll, reader, steps), roll, reader, steps);
};

const forward = (input: DueInput, from: string, reader: WorkdayReader, steps: DueStep[]): DueResult => {
  const { unit, length, pauses = [], extensions = [] } = input;
  const roll = input.roll ?? (unit === 'hour' ? 'none' : 'next');
  let unrolled = from;
  let due = from;
  for (const [index, stage] of [{ length, unit }, ...extensions.map(toExtension)].entries()) {
    const stageUnit = stage.unit ?? unit;
    const counted = count({ from: due, length: stage.length, unit: stageUnit, pauses, reader });
    for (const pause of counted.passed) steps.push({ kind: 'pause', ...pause });
    if ('remaining' in counted) return pausedResult(counted, reader, steps);
    unrolled = counted.to;
    const kind = index === 0 ? 'count' : 'extend';
    steps.push({ kind, unit: stageUnit, length: stage.length, from: due, to: unrolled });
    due = rollDue(unrolled, roll, reader, steps);
  }
  return finish(unrolled, due, roll, reader, steps);
};

/** A term in hours that rolls ends with the working day it rolls to. */
const rollDue = (due: string, roll: DueRoll, reader: WorkdayReader, steps: DueStep[]): string => {
  if (roll === 'none') return due;
  const day = toDay(due);
  const number = toDayNumber(day);
  const rolled = nearestWorkday(reader, number, roll === 'next' ? 1 : -1);
  if (rolled === number) return due;
  const target = fromDayNumber(rolled);
  const to = due === day ? target : endOfDay(target);
  steps.push({ kind: 'roll', roll, from: due, to });
  return to;
};

const pausedResult = (
  counted: Extract<Counted, { remaining: unknown }>,
  reader: WorkdayReader,
  steps: DueStep[],
): DueResult => ({
  due: null,
  unrolled: null,
  paused: true,
  remaining: counted.remaining,
  provisional: reader.assumedYears().length > 0,
  assumedYears: reader.assumedYears(),
  steps: [...steps, { kind: 'openPause', from: counted.pausedAt }],
});

const finish = (unrolled: string, due: string, roll: DueRoll, reader: WorkdayReader, steps: DueStep[]): DueResult => {
  const provisional = reader.assumedYears().length > 0;
  const lastWorkingDay = roll === 'none' ? nearestWorkday(reader, toDayNumber(toDay(due)), -1) : undefined;
  const years = reader.assumedYears();
  return {
    due,
    unrolled,
    paused: false,
    provisional,
    assumedYears: years,
    ...(lastWorkingDay === undefined ? {} : { lastWorkingDay: fromDayNumber(lastWorkingDay) }),
    steps: years.length > 0 ? [...steps, { kind: 'assumed', years }] : steps,
  };
};
