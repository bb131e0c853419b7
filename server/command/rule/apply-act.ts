import type { Condition } from '#engine/condition/condition.ts';
import type { Rule, RuleOutcome } from '#engine/schema/types.gen.ts';
import { selectRecords } from '../../query/rule/select-records.ts';
import { findHeader } from '../../storage/records.ts';
import { actByPlatform } from '../act-by-platform.ts';
import type { RecordAt } from '../open-record.ts';
import type { Unit } from '../unit.ts';
import { fieldsOf } from './create-subject-record.ts';
import { outcomeValue } from './outcome-value.ts';
import { storeSubjectDecision } from './store-decision.ts';
import { type RememberingWork, remember } from './subject-memory.ts';
import { type Applied, nothingApplied, type SubjectWork } from './subject-work.ts';

/**
 * Does an action with the records that match, or with the record the rule set is asked for. Where the state of a record
 * does not know the action it is left alone, so doing it twice is doing it once.
 */
export const applyAct = async (unit: Unit, work: RememberingWork, { key, outcome }: Rule): Promise<Applied> => {
  const decided = work.result.outcomes.find(({ rule }) => rule === key);
  const memory = work.memories.get(key);
  if (decided === undefined || decided.unknown) {
    if (memory?.state === 'hit') await remember(unit, work, key, { ...memory, state: 'left', left_on: work.asOf });
    return nothingApplied;
  }
  let changed = 0;
  let decision = memory?.decision_id ?? null;
  for (const at of await recordsOf(unit, work, outcome)) {
    const values = outcome.data ?? {};
    const filled = await fieldsOf(unit, work, { module: at.module, values, data: {} });
    const { done } = await actByPlatform(unit, at, {
      ...(outcome.action !== undefined && { action: outcome.action }),
      change: (data) => (Object.keys(filled).length === 0 ? data : { ...data, ...filled }),
      told: { ruleset: work.ruleSet.key },
    });
    if (!done) continue;
    changed += 1;
    decision = await storeSubjectDecision(unit, work, at.id);
  }
  const record_id = memory?.record_id ?? work.subject.each?.id ?? null;
  await remember(unit, work, key, { state: 'hit', record_id, level: null, decision_id: decision, left_on: null });
  return { ...nothingApplied, changed };
};

/**
 * The record a rule set is asked for, or all that match, finished ones too: what an action means for them its workflow
 * says. `$id` names one record.
 */
const recordsOf = async (unit: Unit, work: SubjectWork, outcome: RuleOutcome): Promise<readonly RecordAt[]> => {
  const { module = work.ruleSet.subject?.each?.module ?? '', match } = outcome;
  if (match === undefined) return work.subject.each === undefined ? [] : [{ module, id: work.subject.each.id }];
  const leaves: Condition[] = [];
  let only: string | undefined;
  for (const [fact, source] of Object.entries(match)) {
    const value = await outcomeValue(unit, work, source);
    if (value === undefined || value === null) return [];
    if (fact === '$id') only = String(value);
    else leaves.push({ fact, operator: 'equal', value });
  }
  const { storage, now } = unit.context;
  const from = { db: unit.db, catalog: work.catalog, dialect: storage.dialect, now };
  if (only !== undefined && leaves.length === 0) {
    const header = await findHeader(unit.db, only);
    return header?.module === module ? [{ module, id: only }] : [];
  }
  const found = await selectRecords(from, { module, where: { all: leaves } });
  return found.filter(({ id }) => only === undefined || id === only).map(({ id }) => ({ module, id }));
};
