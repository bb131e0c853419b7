import type { ChainLink } from '#engine/parameter/lookup.ts';
import type { ParameterUse } from '#engine/rule/derive-facts.ts';
import type { DecidedOutcome, RuleSetResult } from '#engine/rule/rule-set.ts';
import { subjectFacts } from '#engine/rule/subject-facts.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { CountedRecords } from '../fact/fact-source.ts';
import { measureSubjects, type SubjectQuestion } from './measure-subjects.ts';
import { prepareRules } from './prepare-rules.ts';
import type { RecordSource } from './select-records.ts';
import type { EachRecord, MeasuredSubject } from './subject.ts';

/** One subject with its facts. */
export interface EvaluatedSubject extends Omit<MeasuredSubject, 'measures' | 'counted'> {
  /** By aggregate; taken apart when read. */
  readonly counted: Readonly<Record<string, CountedRecords>>;
  readonly each?: EachRecord;
  readonly facts: Readonly<Record<string, unknown>>;
  /** True or unknown for some rule: only then it is worth deciding. */
  readonly speaks: boolean;
}

/** Subjects of one record `each`, and how to decide one of them. */
export interface EvaluatedEach {
  readonly each?: EachRecord;
  readonly subjects: Iterable<EvaluatedSubject>;
  readonly decide: (facts: EvaluatedSubject['facts']) => RuleSetResult;
  /** What is decided, without the trace. */
  readonly judge: (facts: EvaluatedSubject['facts']) => readonly DecidedOutcome[];
  /** The parameters that the facts of the subject last given were taken from. */
  readonly parameters: () => readonly ParameterUse[];
}

/** The subjects of a rule set for one record `each`, or the one subject asked for, with all their facts. */
export const evaluateEach = async (
  source: RecordSource,
  definition: RuleSetDefinition,
  question: SubjectQuestion,
): Promise<EvaluatedEach> => {
  const { ruleSet, screen, judge, compiled } = prepareRules(source.catalog, definition);
  const { definitions } = source.catalog;
  const { each } = question;
  const organizationChain = question.organizationChain ?? (await chainOf(source, each));
  const about = { ...question, ...(organizationChain && { organizationChain }) };
  const measured = await measureSubjects(source, ruleSet, about);
  const uses = collector();
  const factsOf = subjectFacts(ruleSet, {
    ...about,
    parameters: definitions.parameter,
    aggregates: definitions.aggregate,
    calendars: definitions.calendar,
    used: uses.add,
  });
  uses.keep();
  const when = { regime: null, date: question.asOf };
  return {
    ...(each && { each }),
    subjects: subjectsOf(measured.values(), (subject) => {
      uses.reset();
      const { key, group, counted } = subject;
      const facts = factsOf(subject);
      return {
        key,
        group,
        ...(each && { each }),
        facts,
        get speaks() {
          return screen(facts);
        },
        get counted() {
          return counted();
        },
      };
    }),
    decide: (facts) => compiled(facts, when),
    judge: (facts) => judge(facts, when),
    parameters: uses.all,
  };
};

function* subjectsOf(
  measured: Iterable<MeasuredSubject>,
  evaluate: (subject: MeasuredSubject) => EvaluatedSubject,
): Generator<EvaluatedSubject> {
  for (const subject of measured) yield evaluate(subject);
}

/** What all subjects share is read once and kept; what belongs to one is dropped with the next. */
const collector = () => {
  const uses: ParameterUse[] = [];
  let shared = 0;
  return {
    add: (use: ParameterUse) => void uses.push(use),
    keep: () => {
      shared = uses.length;
    },
    reset: () => {
      uses.length = shared;
    },
    all: () => [...uses],
  };
};

/** The organization of a record `each` and those above it; nothing where there is no record. */
const chainOf = async (
  { db }: Pick<RecordSource, 'db'>,
  each: EachRecord | undefined,
): Promise<readonly ChainLink[] | undefined> =>
  each && (await ancestorsOf(db, each.organization)).map(({ id, level, region }) => ({ id, level, region }));

/** The same for many records: organizations are looked up once. */
export const chainReader = (
  source: Pick<RecordSource, 'db'>,
): ((each: EachRecord | undefined) => ReturnType<typeof chainOf>) => {
  const known = new Map<string, ReturnType<typeof chainOf>>();
  return (each) => {
    const name = each?.organization ?? '';
    const found = known.get(name) ?? chainOf(source, each);
    known.set(name, found);
    return found;
  };
};
