import { toCivilDate, toDay } from '#engine/time.ts';
import { type ClockRow, insertPause, type PauseRow, pausesOf, updatePause } from '../storage/clocks.ts';
import { asJson } from '../storage/db.ts';
import { type ClockHolder, clocksOfDeadline, isOpen, recompute } from './clock.ts';
import { idFor, type Unit } from './unit.ts';

/** The record that holds a clock up, and since or until when; today where it does not say. */
export interface PauseCause {
  readonly record: string;
  readonly state: string;
  readonly at?: string;
}

type Causes = Record<string, string | null>;

/** Pauses the open clocks of a deadline. One that is paused already waits for this record too. */
export const pauseClock = async (unit: Unit, holder: ClockHolder, key: string, cause: PauseCause): Promise<void> => {
  for (const clock of (await clocksOfDeadline(unit, holder.id, key)).filter(isOpen)) {
    const pauses = await pausesOf(unit.db, clock.id);
    const open = pauses.find(({ to_date }) => to_date === null);
    const from = afterLast(cause.at ?? toCivilDate(unit.context.now), clock, pauses, open);
    if (open === undefined)
      await insertPause(unit.db, {
        id: idFor(unit),
        clock_id: clock.id,
        from_date: from,
        to_date: null,
        reason: cause.state,
        cause: JSON.stringify({ [cause.record]: null } satisfies Causes),
      });
    else
      await updatePause(unit.db, open.id, {
        from_date: [from, open.from_date].toSorted()[0] ?? from,
        cause: JSON.stringify({ ...causesOf(open), [cause.record]: null } satisfies Causes),
      });
    await recompute(unit, { ...clock, state: 'paused' });
  }
};

/** This record no longer holds the clocks up; they go on when no other does, from the last day told. */
export const resumeClock = async (unit: Unit, holder: ClockHolder, key: string, cause: PauseCause): Promise<void> => {
  for (const clock of (await clocksOfDeadline(unit, holder.id, key)).filter(({ state }) => state === 'paused')) {
    const open = (await pausesOf(unit.db, clock.id)).find(({ to_date }) => to_date === null);
    if (open === undefined) continue;
    const known = causesOf(open);
    const causes: Causes = { ...known, [cause.record]: cause.at ?? toCivilDate(unit.context.now) };
    const ends = Object.values(causes);
    const last = latest([open.from_date, ...ends]);
    const over = !ends.includes(null);
    await updatePause(unit.db, open.id, { cause: JSON.stringify(causes), to_date: over ? last : null });
    if (over) await recompute(unit, { ...clock, state: 'running' });
  }
};

const causesOf = ({ cause }: PauseRow): Causes => (cause === null ? {} : asJson<Causes>(cause));

/** No pause begins before its clock, nor within an earlier pause. */
const afterLast = (from: string, clock: ClockRow, pauses: readonly PauseRow[], open: PauseRow | undefined): string => {
  const ends = pauses.filter((pause) => pause !== open).map(({ to_date }) => to_date);
  return latest([from, toDay(clock.start_at), ...ends]);
};

const latest = (days: readonly (string | null)[]): string =>
  days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1) ?? '';
