import type { Selectable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import type { RuleSetResult } from '#engine/rule/rule-set.ts';
import { all, asJson, type Db } from '../../storage/db.ts';
import { replaceRow } from '../../storage/rows.ts';
import type { RuleSubjectTable } from '../../storage/rule-tables.ts';
import type { Unit } from '../unit.ts';
import type { SubjectWork } from './subject-work.ts';

export type SubjectMemory = Selectable<RuleSubjectTable>;

/** What is remembered of a subject beside its state. */
interface RememberedSubject {
  readonly group: Readonly<Record<string, string | null>>;
  /** Ids of all records counted. */
  readonly records: readonly string[];
}

export const eachIdOf = ({ subject }: Pick<SubjectWork, 'subject'>): string => subject.each?.id ?? '';

export const subjectOfMemory = (memory: SubjectMemory): RememberedSubject => asJson<RememberedSubject>(memory.subject);

/** All that is remembered of one subject, by rule. */
export const recallSubject = async (
  db: Db,
  { ruleSet, subject }: Pick<SubjectWork, 'ruleSet' | 'subject'>,
): Promise<Map<string, SubjectMemory>> => {
  const rows = await all<SubjectMemory>(
    db,
    'select * from rule_subject where ruleset = ? and each_id = ? and subject_key = ?',
    [ruleSet.key, eachIdOf({ subject }), subject.key],
  );
  return new Map(rows.map((row) => [row.rule, row]));
};

/** What was decided from the same facts by the same definition, and is as it was, needs nothing. */
export const isSettled = (
  { outcomes }: Pick<RuleSetResult, 'outcomes'>,
  memories: readonly SubjectMemory[],
  factsHash: string,
): boolean => {
  if (outcomes.length === 0) return memories.every(({ state }) => state === 'left');
  return memories.length > 0 && memories.every(({ state, facts }) => state === 'hit' && facts === factsHash);
};

/** Everything that is remembered of a rule set's subjects, by `each` and subject key. */
export const recallAll = async (db: Db, ruleSet: string): Promise<ReadonlyMap<string, readonly SubjectMemory[]>> => {
  const rows = await all<SubjectMemory>(db, 'select * from rule_subject where ruleset = ?', [ruleSet]);
  const found = new Map<string, SubjectMemory[]>();
  for (const row of rows) {
    const key = memoryKey(row.each_id, row.subject_key);
    const known = found.get(key);
    if (known === undefined) found.set(key, [row]);
    else known.push(row);
  }
  return found;
};

export const memoryKey = (eachId: string, subjectKey: string): string => `${eachId}\n${subjectKey}`;

/** A work on its way, with what is remembered of its subject by rule. */
export interface RememberingWork extends SubjectWork {
  readonly memories: Map<string, SubjectMemory>;
}

type Standing = Pick<SubjectMemory, 'state' | 'record_id' | 'level' | 'decision_id' | 'left_on'>;

/** Stores where the subject stands by a rule, for later and for the rest of this work. */
export const remember = async (unit: Unit, work: RememberingWork, rule: string, standing: Standing): Promise<void> => {
  const { ruleSet, subject, factsHash, run } = work;
  const records = [...new Set(countedIds(work))].sort();
  const row: SubjectMemory = {
    ruleset: ruleSet.key,
    rule,
    each_id: eachIdOf(work),
    subject_key: subject.key,
    subject: canonicalJson({ group: subject.group, records } satisfies RememberedSubject),
    ...standing,
    facts: factsHash,
    run_id: run?.id ?? null,
    at: unit.context.now,
  };
  work.memories.set(rule, row);
  await replaceRow(unit.db, 'rule_subject', row);
};

export const countedIds = ({ subject }: Pick<SubjectWork, 'subject'>): string[] =>
  Object.values(subject.counted).flatMap((records) => records.map(({ id }) => id));
