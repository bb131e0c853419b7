import { effectsOf } from '#engine/definition/walk.ts';
import { getPath } from '#engine/json.ts';
import type { DeadlineDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant } from '#engine/time.ts';
import { sameValue } from '#engine/workflow/correction.ts';
import { type ClockRow, clocksOf } from '../../storage/clocks.ts';
import { isOpen, moveClock } from '../clock.ts';
import type { EffectWork } from '../effect/effect.ts';
import { bothValues, derivedFrom, type Followed } from './follow-fields.ts';

/** Open clocks of the record that began on a day that was corrected, or whose length a corrected field says, follow. */
export const followClocks = async (work: EffectWork, followed: Followed): Promise<void> => {
  const { unit, record } = work;
  const { deadline: definitions } = unit.context.catalog.definitions;
  for (const clock of (await clocksOf(unit.db, record.row.id)).filter(isOpen)) {
    const deadline = definitions.get(clock.deadline);
    if (deadline === undefined) continue;
    const start = (await movedStart(work, { ...followed, clock, deadline })) ?? clock.start_at;
    const said = [deadline.due?.field, ...Object.values(deadline.duration.by ?? {})].filter((one) => one !== undefined);
    const other = said.some((field) => !sameValue(getPath(followed.before, field), getPath(record.data, field)));
    if (start !== clock.start_at || other) await moveClock(unit, record.row, clock, { start, data: record.data });
  }
};

interface Begun extends Followed {
  readonly clock: ClockRow;
  readonly deadline: DeadlineDefinition;
}

/** The day the clock would begin now by the effect that began it; undefined where nothing tells another. */
const movedStart = async (work: EffectWork, { clock, deadline, form, before }: Begun): Promise<string | undefined> => {
  for (const placed of effectsOf(work.record.module.workflow)) {
    const { value: effect } = placed;
    if (effect.type !== 'startClock' || effect.deadline !== clock.deadline) continue;
    const field = deadline.start?.field;
    const said = effect.start ?? (field === undefined ? undefined : { field });
    const source = said && derivedFrom(said, placed, form);
    if (source === undefined) continue;
    const [was, is] = await bothValues(work, before, source);
    if (was === clock.start_at && is !== was && (isCivilDate(is) || isInstant(is))) return is;
  }
  return undefined;
};
