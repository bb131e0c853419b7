import type { AggregateRow } from '#engine/aggregate/result.ts';
import type { ChainLink } from '#engine/parameter/lookup.ts';
import type { SubjectRow } from '#engine/rule/subject-facts.ts';
import { readEach } from '#engine/rule/subject-facts.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { recordsReader } from '../aggregate/counted-records.ts';
import { runAggregate } from '../aggregate/run-aggregate.ts';
import type { CountedRecords } from '../fact/fact-source.ts';
import { aggregatesOf, type SubjectRuleSet } from './aggregates-of.ts';
import type { RecordSource } from './select-records.ts';
import { type EachRecord, type MeasuredSubject, subjectKey } from './subject.ts';

export interface SubjectQuestion {
  readonly asOf: string;
  readonly each?: EachRecord;
  readonly organizationChain?: readonly ChainLink[];
  /** Subjects that are there even when nothing of them is counted any more. */
  readonly also?: readonly SubjectRow['group'][];
  /** Only the subject with these keys. */
  readonly group?: SubjectRow['group'];
  /** Only these subjects. */
  readonly among?: readonly SubjectRow['group'][];
  /** Without the records counted. */
  readonly records?: false;
}

/** Every group of the `from` aggregates with all measures the rule set asks for, by subject key. */
export const measureSubjects = async (
  source: RecordSource,
  ruleSet: SubjectRuleSet,
  question: SubjectQuestion,
): Promise<ReadonlyMap<string, MeasuredSubject>> => {
  const { keys = [], from = [] } = ruleSet.subject ?? {};
  const answers = new Map<string, readonly AggregateRow[]>();
  if (question.among?.length === 0) return new Map();
  for (const key of aggregatesOf(ruleSet)) answers.set(key, await ask(source, ruleSet, key, question));
  const subjects = new Map<string, Growing>();
  for (const group of named(from, question)) addSubject(subjects, keys, group);
  const whole = (rows: readonly AggregateRow[]): boolean =>
    keys.every((name) => rows[0] && Object.hasOwn(rows[0].group, name));
  for (const key of from) {
    const rows = answers.get(key) ?? [];
    for (const row of rows) if (isWhole(keys, row.group)) put(addSubject(subjects, keys, row.group), key, row);
  }
  for (const [key, rows] of answers) if (!(from.includes(key) && whole(rows))) merge(subjects, keys, { key, rows });
  return subjects;
};

/** Subjects that are there before anything is counted; without aggregates the one there is. */
const named = (from: readonly string[], { group, also = [] }: SubjectQuestion): readonly SubjectRow['group'][] => {
  if (from.length === 0) return [{}];
  return group === undefined ? also : [group];
};

interface Growing extends MeasuredSubject {
  readonly measures: Record<string, AggregateRow['measures']>;
  readonly records: Record<string, () => CountedRecords>;
}

const newSubject = (key: string, keys: readonly string[], group: SubjectRow['group']): Growing => {
  const records: Growing['records'] = {};
  return {
    key,
    group: Object.fromEntries(keys.map((key) => [key, group[key] ?? null])),
    measures: {},
    records,
    counted: () => countedIn(records),
  };
};

const countedIn = (records: Growing['records']): Record<string, CountedRecords> =>
  Object.fromEntries(Object.entries(records).map(([key, read]) => [key, read()]));

const addSubject = (subjects: Map<string, Growing>, keys: readonly string[], group: SubjectRow['group']): Growing => {
  const key = subjectKey(keys, group);
  const subject = subjects.get(key) ?? newSubject(key, keys, group);
  subjects.set(key, subject);
  return subject;
};

/** A group without a value for a key is nobody. */
const isWhole = (keys: readonly string[], group: SubjectRow['group']): boolean =>
  keys.every((key) => group[key] !== null && group[key] !== undefined);

const ask = async (
  source: RecordSource,
  ruleSet: SubjectRuleSet,
  key: string,
  question: SubjectQuestion,
): Promise<readonly AggregateRow[]> => {
  const aggregate = source.catalog.definitions.aggregate.get(key);
  if (aggregate === undefined) return [];
  const { asOf, each, group, among, organizationChain, records } = question;
  const own = group && restrict(aggregate, group);
  return await runAggregate(source, aggregate, {
    asOf,
    ...(each && { each: (path: string) => readEach(each, path) }),
    ...(organizationChain && { organizationChain }),
    ...(own && { group: own }),
    ...(among && { among: among.map((one) => restrict(aggregate, one)) }),
    ...(records !== undefined && { records }),
    measures: measuresOf(ruleSet, key),
  });
};

/** The measures of an aggregate that the facts of a rule set are. */
const measuresOf = ({ facts }: SubjectRuleSet, key: string): ReadonlySet<string> =>
  new Set(
    Object.values(facts).flatMap(({ measure = '' }) =>
      measure.startsWith(`${key}.`) ? [measure.slice(key.length + 1)] : [],
    ),
  );

/** The part of a subject's keys that an aggregate groups by. */
const restrict = ({ groupBy = [] }: AggregateDefinition, group: SubjectRow['group']): Record<string, string> => {
  const known: Record<string, string> = {};
  for (const { key } of groupBy) {
    const value = group[key];
    if (typeof value === 'string') known[key] = value;
  }
  return known;
};

/** An aggregate over some of the keys says the same of all subjects that share them. */
const merge = (
  subjects: ReadonlyMap<string, Growing>,
  keys: readonly string[],
  { key, rows }: { readonly key: string; readonly rows: readonly AggregateRow[] },
): void => {
  const [first] = rows;
  if (first === undefined) return;
  const shared = keys.filter((name) => Object.hasOwn(first.group, name));
  if (shared.length === keys.length) {
    for (const row of rows) {
      const subject = subjects.get(subjectKey(keys, row.group));
      if (subject !== undefined) put(subject, key, row);
    }
    return;
  }
  const byShared = new Map(rows.map((row) => [subjectKey(shared, row.group), row]));
  for (const subject of subjects.values()) {
    const row = byShared.get(subjectKey(shared, subject.group));
    if (row !== undefined) put(subject, key, row);
  }
};

const put = (subject: Growing, key: string, row: AggregateRow): void => {
  subject.measures[key] = row.measures;
  const read = recordsReader(row);
  if (read !== undefined) subject.records[key] = read;
};
