import type { Selectable } from 'kysely';
import { canonicalJson } from '#engine/json.ts';
import { all, asJson, type Db, one } from '../../storage/db.ts';
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

export const recall = (unit: Unit, work: SubjectWork, rule: string): Promise<SubjectMemory | undefined> =>
  one<SubjectMemory>(
    unit.db,
    'select * from rule_subject where ruleset = ? and rule = ? and each_id = ? and subject_key = ?',
    [work.ruleSet.key, rule, eachIdOf(work), work.subject.key],
  );

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

type Standing = Pick<SubjectMemory, 'state' | 'record_id' | 'level' | 'decision_id' | 'left_on'>;

export const remember = async (unit: Unit, work: SubjectWork, rule: string, standing: Standing): Promise<void> => {
  const { ruleSet, subject, factsHash, run } = work;
  const records = [...new Set(countedIds(work))].sort();
  await replaceRow(unit.db, 'rule_subject', {
    ruleset: ruleSet.key,
    rule,
    each_id: eachIdOf(work),
    subject_key: subject.key,
    subject: canonicalJson({ group: subject.group, records } satisfies RememberedSubject),
    ...standing,
    facts: factsHash,
    run_id: run?.id ?? null,
    at: unit.context.now,
  });
};

export const countedIds = ({ subject }: Pick<SubjectWork, 'subject'>): string[] =>
  Object.values(subject.counted).flatMap((records) => records.map(({ id }) => id));
