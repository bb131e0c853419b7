import type { Condition } from '#engine/condition/condition.ts';
import type { DecidedOutcome } from '#engine/rule/rule-set.ts';
import type { RuleOutcome } from '#engine/schema/types.gen.ts';
import { selectRecords } from '../../query/rule/select-records.ts';
import { findHeader, type RecordHeader } from '../../storage/records.ts';
import type { Unit } from '../unit.ts';
import { createSubjectRecord } from './create-subject-record.ts';
import { lapseSubject } from './lapse-subject.ts';
import { outcomeValue } from './outcome-value.ts';
import { storeSubjectDecision } from './store-decision.ts';
import { countedIds, type RememberingWork, remember, type SubjectMemory, subjectOfMemory } from './subject-memory.ts';
import { type Applied, type CreateTarget, nothingApplied, type SubjectWork } from './subject-work.ts';
import { updateSubjectRecord } from './update-subject-record.ts';

/** A target that is hit, by which of its rules, and on which level. */
export interface Hit {
  readonly outcome: RuleOutcome;
  readonly decided: DecidedOutcome;
  /** undefined where nothing of the rule set has levels. */
  readonly level: { readonly key: string | null; readonly field: string; readonly history?: string } | undefined;
}

/**
 * Sees to it that the subject has one open record while it is hit: made when there is none, kept up to date while nobody
 * has decided about it, dropped when it is no longer hit.
 */
export const applyCreate = async (unit: Unit, work: RememberingWork, target: CreateTarget): Promise<Applied> => {
  const memory = work.memories.get(target.key);
  const hit = hitOf(work, target);
  if (hit === undefined) return memory === undefined ? nothingApplied : await lapseSubject(unit, work, target, memory);
  const found = await openRecordOf(unit, work, hit.outcome, memory);
  const standing = { state: 'hit' as const, level: hit.level?.key ?? null, left_on: null };
  const former = { record_id: memory?.record_id ?? null, decision_id: memory?.decision_id ?? null };
  if (found !== undefined) {
    const changed = await updateSubjectRecord(unit, work, { record: found, hit, memory });
    const decision = changed || memory === undefined ? await storeSubjectDecision(unit, work, found.id) : null;
    const now = { record_id: found.id, decision_id: decision ?? former.decision_id };
    await remember(unit, work, target.key, { ...standing, ...now });
    return { ...nothingApplied, changed: changed ? 1 : 0 };
  }
  if (!mayAgain(work, hit, memory)) {
    await remember(unit, work, target.key, { ...standing, ...former, level: memory?.level ?? null });
    return nothingApplied;
  }
  const { record_id, decision_id } = await createSubjectRecord(unit, work, hit);
  await remember(unit, work, target.key, { ...standing, record_id, decision_id });
  return { ...nothingApplied, created: 1 };
};

const hitOf = ({ result, ruleSet }: SubjectWork, { rules }: CreateTarget): Hit | undefined => {
  const own = new Map(rules.map((rule) => [rule.key, rule.outcome]));
  const decided = result.outcomes.find(({ rule, type, unknown }) => type === 'create' && !unknown && own.has(rule));
  const outcome = decided && own.get(decided.rule);
  return decided && outcome && { outcome, decided, level: levelOf({ ruleSet, result }, outcome, decided) };
};

/** The level the create itself has, else that of a rule of the set that is about levels alone. */
const levelOf = (
  { ruleSet, result }: Pick<SubjectWork, 'ruleSet' | 'result'>,
  outcome: RuleOutcome,
  decided: DecidedOutcome,
): Hit['level'] => {
  if (outcome.level !== undefined) {
    const { field, history } = outcome.level;
    return { key: decided.level ?? null, field, ...(history !== undefined && { history }) };
  }
  const rule = ruleSet.rules.find((one) => one.outcome.type === 'level');
  const level = result.outcomes.find((one) => one.rule === rule?.key && !one.unknown);
  if (rule === undefined || rule.outcome.field === undefined) return undefined;
  const { field, history } = rule.outcome;
  return { key: level?.level ?? null, field, ...(history !== undefined && { history }) };
};

/** The record remembered, while it is open; else one with the same values that somebody made otherwise. */
const openRecordOf = async (
  unit: Unit,
  work: SubjectWork,
  { module = '', match = {} }: RuleOutcome,
  memory: SubjectMemory | undefined,
): Promise<RecordHeader | undefined> => {
  const remembered = memory?.record_id ? await findHeader(unit.db, memory.record_id) : undefined;
  if (remembered !== undefined && remembered.state_class !== 'terminal') return remembered;
  const leaves: Condition[] = [];
  for (const [fact, source] of Object.entries(match)) {
    const value = await outcomeValue(unit, work, source);
    leaves.push(value === undefined ? { fact, operator: 'absent' } : { fact, operator: 'equal', value });
  }
  if (leaves.length === 0) return undefined;
  const { storage, now } = unit.context;
  const source = { db: unit.db, catalog: work.catalog, dialect: storage.dialect, now };
  const [found] = await selectRecords(source, { module, where: { all: leaves }, open: true, limit: 1 });
  return found;
};

/** A record somebody has finished gets a successor only for a new reason. */
const mayAgain = (work: SubjectWork, { outcome, level }: Hit, memory: SubjectMemory | undefined): boolean => {
  if (memory === undefined || memory.state !== 'hit' || memory.record_id === null) return true;
  switch (outcome.again ?? 'changed') {
    case 'never':
      return false;
    case 'raised':
      return rank(outcome, work, level?.key ?? null) > rank(outcome, work, memory.level);
    default: {
      const known = new Set(subjectOfMemory(memory).records);
      return countedIds(work).some((id) => !known.has(id));
    }
  }
};

const rank = ({ level }: RuleOutcome, { ruleSet }: SubjectWork, key: string | null): number => {
  const ladder = level?.ladder ?? ruleSet.rules.find(({ outcome }) => outcome.type === 'level')?.outcome.ladder;
  return ladder?.levels.findIndex((rung) => rung.key === key) ?? -1;
};
