import { effectsOf } from '#engine/definition/walk.ts';
import { isCivilDate, isInstant } from '#engine/time.ts';
import type { EffectWork } from '../effect/effect.ts';
import { paperServed } from '../effect/serve-document.ts';
import { markServed } from '../mark-served.ts';
import { bothValues, derivedFrom, type Followed } from './follow-fields.ts';

/** Papers that were marked as served on a day that was corrected are marked as served on the right one. */
export const followServed = async (work: EffectWork, { form, before }: Followed): Promise<void> => {
  const { unit, record } = work;
  for (const placed of effectsOf(record.module.workflow)) {
    const { value: effect } = placed;
    const source = effect.type === 'serveDocument' ? derivedFrom(effect.servedAt, placed, form) : undefined;
    if (effect.type !== 'serveDocument' || source === undefined) continue;
    const [was, is] = await bothValues(work, before, source);
    if (was === is || !(isCivilDate(is) || isInstant(is))) continue;
    const row = await paperServed(work, effect);
    // What was served on another day was served by something else.
    if (row !== undefined && row.served_at === was)
      await markServed(unit, { row, organization: record.row.organization, servedAt: is });
  }
};
