import type { DeadlineDefinition } from '#engine/schema/types.gen.ts';
import { type ClockRow, updateClock } from '../storage/clocks.ts';
import { refreshDue } from './clock.ts';
import type { Unit } from './unit.ts';

/** A right or measure that runs out by itself: its clock is over, warns no more and is no longer what the record waits for. */
export const lapseClock = async (
  unit: Unit,
  { id, record_id }: ClockRow,
  { whenPassed }: DeadlineDefinition,
): Promise<void> => {
  if (whenPassed?.effect !== 'lapse') return;
  await updateClock(unit.db, id, { state: 'lapsed', ended_at: unit.context.now });
  await refreshDue(unit, record_id);
};
