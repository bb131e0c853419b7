import { warningsOf } from '#engine/deadline/warn.ts';
import type { CalendarDefinition, DeadlineDefinition } from '#engine/schema/types.gen.ts';
import { endOfDay, fromMilliseconds, isCivilDate, toMilliseconds } from '#engine/time.ts';
import { enqueueJob } from '../storage/jobs.ts';
import type { Unit } from './unit.ts';

/** A moment in the life of a clock at which somebody is told; the payload of a job. */
export interface ClockStep {
  readonly clock: string;
  /** The due time it belongs to; with another one it means nothing. */
  readonly due: string;
  /** Place of the warning in the deadline's list, or `passed`. */
  readonly step: string;
}

interface Scheduled {
  readonly clock: string;
  readonly start: string;
  readonly due: string;
  readonly deadline: DeadlineDefinition;
  readonly calendar: CalendarDefinition;
}

/** Stores a job for each moment at which the deadline wants somebody told. */
export const scheduleSteps = async (
  unit: Unit,
  { clock, start, due, deadline, calendar }: Scheduled,
): Promise<void> => {
  const add = (step: string, at: string) => {
    unit.jobs = true;
    return enqueueJob(unit.db, {
      kind: 'clock-step',
      payload: JSON.stringify({ clock, due, step } satisfies ClockStep),
      at: unit.context.now,
      runAfter: at,
    });
  };
  for (const [index, step] of (deadline.warn ?? []).entries()) {
    const [warning] = step.to === undefined ? [] : warningsOf({ start, due, warn: [step], calendar });
    if (warning !== undefined) await add(String(index), warning.at);
  }
  if (deadline.whenPassed !== undefined) await add('passed', firstMomentAfter(due));
};

/** The whole due day is still in time. */
const firstMomentAfter = (due: string): string =>
  fromMilliseconds(toMilliseconds(isCivilDate(due) ? endOfDay(due) : due) + 1);
