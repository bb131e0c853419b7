import type { Rule } from '#engine/schema/types.gen.ts';
import { findHeader } from '../../storage/records.ts';
import { subjectOf } from '../open-record.ts';
import { openTask } from '../task.ts';
import type { Unit } from '../unit.ts';
import { storeSubjectDecision } from './store-decision.ts';
import { eachIdOf, type RememberingWork, remember } from './subject-memory.ts';
import { createTargets } from './subject-work.ts';

/** What a person has to look at, because a rule says so or could not be decided, is on a worklist once. */
export const applyTask = async (unit: Unit, work: RememberingWork, rule: Rule): Promise<void> => {
  const decided = work.result.outcomes.find(({ rule: key, type }) => key === rule.key && type === 'task');
  const remembered = `${rule.key}:task`;
  const memory = work.memories.get(remembered);
  if (decided === undefined) {
    if (memory?.state === 'hit')
      await remember(unit, work, remembered, { ...memory, state: 'left', left_on: work.asOf });
    return;
  }
  if (memory?.state === 'hit') return;
  const record = holderOf(work);
  const decision = await storeSubjectDecision(unit, work, record ?? '');
  const header = record === undefined ? undefined : await findHeader(unit.db, record);
  if (header !== undefined) {
    const title = decided.message ?? rule.title ?? work.ruleSet.title;
    const who = rule.outcome.for ?? work.ruleSet.owner ?? [{ author: true as const }];
    const module = work.catalog.module(header.module);
    const open = {
      row: { ...header },
      before: header,
      module,
      stored: {},
      data: {},
      subject: await subjectOf(unit, header),
    };
    await openTask(unit, open, { title, who, action: null });
  }
  const standing = { record_id: record ?? null, level: null, decision_id: decision, left_on: null };
  await remember(unit, work, remembered, { ...standing, state: 'hit' });
};

/** The record the task hangs on: the subject's own, else the one the rule set is asked for, else one that was counted. */
const holderOf = (work: RememberingWork): string | undefined => {
  for (const { key } of createTargets(work.ruleSet)) {
    const own = work.memories.get(key)?.record_id;
    if (own) return own;
  }
  const [counted] = Object.values(work.subject.counted).flat();
  return eachIdOf(work) || counted?.id;
};
