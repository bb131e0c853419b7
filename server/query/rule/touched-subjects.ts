import type { SubjectRow } from '#engine/rule/subject-facts.ts';
import { readEach } from '#engine/rule/subject-facts.ts';
import type { AggregateDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { all, asJson } from '../../storage/db.ts';
import { runAggregate } from '../aggregate/run-aggregate.ts';
import { isNamed, isPlain } from './names-subjects.ts';
import type { RecordSource } from './select-records.ts';
import { type EachRecord, subjectKey } from './subject.ts';

type Group = SubjectRow['group'];

export interface TouchedQuestion {
  readonly asOf: string;
  readonly each?: EachRecord;
  readonly module: string;
  readonly record: string;
  /** As a trigger names them by fields of the record. */
  readonly named: readonly Group[];
}

/**
 * The subjects of a rule set that a record belongs to now, by the aggregates that count its module, and those that were
 * decided from it before.
 */
export const touchedSubjects = async (
  source: RecordSource,
  { key, subject, trigger }: Pick<RuleSetDefinition, 'key' | 'subject' | 'trigger'>,
  question: TouchedQuestion,
): Promise<readonly Group[]> => {
  const { keys = [], from = [] } = subject ?? {};
  const aggregates = from.flatMap((name) => source.catalog.definitions.aggregate.get(name) ?? []);
  const counting = aggregates.filter((aggregate) => aggregate.source === question.module);
  if (
    question.named.length > 0 &&
    counting.length > 0 &&
    counting.every((one) => isNamed(one, trigger.changed, question.module))
  )
    return question.named;
  const found: Group[] = [];
  for (const aggregate of counting) found.push(...(await groupsOf(source, aggregate, question)));
  // What a field holds is a key of its own only where nothing rolls it up.
  if (aggregates.every((aggregate) => isPlain(aggregate))) found.push(...question.named);
  found.push(...(await countedBefore(source, key, question)));
  const whole = found.filter((group) => keys.every((name) => typeof group[name] === 'string'));
  return [...new Map(whole.map((group) => [subjectKey(keys, group), group])).values()];
};

/** The groups one record falls into, whether or not it counts. */
const groupsOf = async (
  source: RecordSource,
  aggregate: AggregateDefinition,
  { asOf, each, record }: TouchedQuestion,
): Promise<readonly Group[]> => {
  const { window: _window, ...rest } = aggregate;
  const one: AggregateDefinition = {
    ...rest,
    where: { fact: '$id', operator: 'equal', value: record },
    measures: { n: { function: 'count' } },
  };
  const rows = await runAggregate(source, one, {
    asOf,
    records: false,
    ...(each && { each: (path: string) => readEach(each, path) }),
  });
  return rows.map(({ group }) => group);
};

const countedBefore = async (
  { db }: RecordSource,
  ruleSet: string,
  { each, record }: TouchedQuestion,
): Promise<readonly Group[]> => {
  const rows = await all<{ subject: string }>(
    db,
    "select subject from rule_subject where ruleset = ? and each_id = ? and state <> 'left' and subject like ?",
    [ruleSet, each?.id ?? '', `%${record}%`],
  );
  return rows.map(({ subject }) => asJson<{ group: Group }>(subject).group);
};
