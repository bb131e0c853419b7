import { compare, endOfDay, isCivilDate, toInstant } from '../time.ts';
import { type WarnStep, warningsOf } from './warn.ts';
import type { CalendarDefinition } from './workday.ts';

/**
 * grey: not begun, paused, or far off and provisional · green · greenPending: an extension is asked for · yellow: a
 * warning step is reached · red: past due and not done, or a red step is reached · blue: done late · none: done in time.
 */
export type Light = 'grey' | 'green' | 'greenPending' | 'yellow' | 'red' | 'blue' | 'none';

export interface LightInput {
  /** Civil date or instant of the start event. */
  readonly start: string;
  /** As computeDue gave it; null while not begun or paused. */
  readonly due: string | null;
  readonly provisional?: boolean;
  /** Civil date or instant; null while open. */
  readonly doneAt?: string | null;
  readonly extensionPending?: boolean;
  readonly warn?: readonly WarnStep[] | undefined;
  readonly calendar: CalendarDefinition;
}

/** True when `at` (civil date or instant) lies after the due time; the whole due day is still in time. */
export const isPastDue = (due: string, at: string): boolean => {
  if (isCivilDate(due) && isCivilDate(at)) return compare(at, due) > 0;
  return compare(toInstant(at), isCivilDate(due) ? endOfDay(due) : due) > 0;
};

/**
 * The light of a deadline at the instant `now`. A provisional date greys only a green light: a warning or a lapse
 * is never hidden behind a missing calendar.
 */
export const light = (input: LightInput, now: string): Light => {
  const { start, due, doneAt = null, warn, calendar } = input;
  if (doneAt !== null) return due !== null && isPastDue(due, doneAt) ? 'blue' : 'none';
  if (due === null) return 'grey';
  if (isPastDue(due, now)) return 'red';
  if (input.extensionPending) return 'greenPending';
  const reached = warningsOf({ start, due, warn, calendar })
    .filter(({ at }) => compare(now, at) >= 0)
    .flatMap((warning) => warning.light ?? []);
  if (reached.length > 0) return reached.includes('red') ? 'red' : 'yellow';
  return input.provisional ? 'grey' : 'green';
};
