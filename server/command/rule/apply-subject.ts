import type { Unit } from '../unit.ts';
import { applyAct } from './apply-act.ts';
import { applyCreate } from './apply-create.ts';
import { applyTask } from './apply-task.ts';
import { isSettled, type RememberingWork, recallSubject } from './subject-memory.ts';
import { type Applied, addApplied, createTargets, nothingApplied, type SubjectWork } from './subject-work.ts';

/** Carries out what was decided about one subject. The same decision carried out again changes nothing. */
export const applySubject = async (unit: Unit, decided: SubjectWork): Promise<Applied> => {
  const memories = await recallSubject(unit.db, decided);
  if (isSettled(decided.result, [...memories.values()], decided.factsHash)) return nothingApplied;
  const work: RememberingWork = { ...decided, memories };
  let applied = nothingApplied;
  for (const target of createTargets(work.ruleSet))
    applied = addApplied(applied, await applyCreate(unit, work, target));
  for (const rule of work.ruleSet.rules) {
    if (rule.outcome.type === 'act') applied = addApplied(applied, await applyAct(unit, work, rule));
    await applyTask(unit, work, rule);
  }
  return applied;
};
