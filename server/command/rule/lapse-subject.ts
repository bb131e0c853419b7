import { addDays } from '#engine/time.ts';
import { findHeader } from '../../storage/records.ts';
import { actByPlatform } from '../act-by-platform.ts';
import type { Unit } from '../unit.ts';
import { outcomeValue } from './outcome-value.ts';
import { storeSubjectDecision } from './store-decision.ts';
import { type RememberingWork, remember, type SubjectMemory } from './subject-memory.ts';
import { type Applied, type CreateTarget, nothingApplied, type SubjectWork } from './subject-work.ts';

/** A subject that was hit and is no longer: its record is dropped after the days its outcome allows, if nobody took it up. */
export const lapseSubject = async (
  unit: Unit,
  work: RememberingWork,
  target: CreateTarget,
  memory: SubjectMemory,
): Promise<Applied> => {
  if (memory.state === 'left') return nothingApplied;
  const outcome = target.rules[0]?.outcome ?? { type: 'create' as const };
  const since = memory.left_on ?? work.asOf;
  const { record_id, decision_id, level } = memory;
  const kept = { record_id, decision_id, level, left_on: since };
  if (work.asOf < addDays(since, await graceOf(unit, work, outcome.lapseAfter))) {
    await remember(unit, work, target.key, { ...kept, state: 'leaving' });
    return nothingApplied;
  }
  const record = record_id === null ? undefined : await findHeader(unit.db, record_id);
  const undecided = record !== undefined && (outcome.while ?? []).includes(record.state);
  if (!undecided) {
    await remember(unit, work, target.key, { ...kept, state: 'left' });
    return nothingApplied;
  }
  const decision = await storeSubjectDecision(unit, work, record.id);
  const told = { ruleset: work.ruleSet.key, decision };
  const at = { module: record.module, id: record.id };
  const { done } = await actByPlatform(unit, at, { action: outcome.lapse ?? 'lapse', told });
  await remember(unit, work, target.key, { ...kept, decision_id: decision, state: 'left' });
  return { ...nothingApplied, lapsed: done ? 1 : 0 };
};

const graceOf = async (
  unit: Unit,
  work: SubjectWork,
  source: Parameters<typeof outcomeValue>[2] | undefined,
): Promise<number> => {
  const days = source === undefined ? 0 : await outcomeValue(unit, work, source);
  return typeof days === 'number' && Number.isSafeInteger(days) && days > 0 ? days : 0;
};
