import { isPastDue, type Light, light } from '#engine/deadline/light.ts';
import type { DeadlineDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import type { ClockTable } from '../storage/tables.ts';

type LitClock = Pick<ClockTable, 'deadline' | 'start_at' | 'due_at' | 'provisional' | 'state' | 'ended_at'>;

/** The light of a clock now; null where its deadline or calendar is no longer defined, or it was cancelled or lapsed. */
export const lightOfClock = ({ catalog, now }: Context, clock: LitClock): Light | null => {
  const deadline = catalog.definitions.deadline.get(clock.deadline);
  const calendar = catalog.definitions.calendar.get(deadline?.calendar ?? '');
  if (deadline === undefined || calendar === undefined || clock.state === 'cancelled') return null;
  if (lapsed(deadline, clock, now)) return null;
  const input = {
    start: clock.start_at,
    due: clock.state === 'paused' ? null : clock.due_at,
    provisional: Number(clock.provisional) === 1,
    doneAt: clock.state === 'met' ? clock.ended_at : null,
    warn: deadline.warn,
    calendar,
  };
  return light(input, now);
};

/** What lapses is over when its due time is, even before the machine has written it down. */
const lapsed = ({ whenPassed }: DeadlineDefinition, { state, due_at }: LitClock, now: string): boolean =>
  state === 'lapsed' ||
  (state === 'running' && whenPassed?.effect === 'lapse' && due_at !== null && isPastDue(due_at, now));

export interface DueOfRecord {
  readonly record: string;
  readonly due: string | null;
}

/**
 * Gives the light of a due date of a record: that of the clock the date comes from. One query for all the dates of a page, none
 * where nothing is due.
 */
export const lightsOf = async (
  context: Context,
  dates: readonly DueOfRecord[],
): Promise<(date: DueOfRecord) => Light | null> => {
  const ids = [...new Set(dates.filter(({ due }) => due !== null).map(({ record }) => record))];
  if (ids.length === 0) return () => null;
  const clocks = await context.storage.read
    .selectFrom('clock')
    .select(['record_id', 'deadline', 'start_at', 'due_at', 'provisional', 'state', 'ended_at'])
    .where('record_id', 'in', ids)
    .execute();
  return ({ record, due }) => {
    const clock = clocks.findLast((one) => one.record_id === record && one.due_at === due);
    return clock === undefined ? null : lightOfClock(context, clock);
  };
};
