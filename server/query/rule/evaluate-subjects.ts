import { setImmediate } from 'node:timers/promises';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { ChainLink } from '#engine/parameter/lookup.ts';
import { factTree } from '#engine/rule/code-tree.ts';
import { type CompiledRuleSet, compileRuleSet, compileScreen } from '#engine/rule/compile.ts';
import type { ParameterUse } from '#engine/rule/derive-facts.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSet, RuleSetResult } from '#engine/rule/rule-set.ts';
import { subjectFacts } from '#engine/rule/subject-facts.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { CountedRecords } from '../fact/fact-source.ts';
import { eachRecords } from './each-records.ts';
import { measureSubjects, type SubjectQuestion } from './measure-subjects.ts';
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

/** All subjects of one record `each`, and how to decide one of them. */
export interface EvaluatedEach {
  readonly each?: EachRecord;
  readonly subjects: Iterable<EvaluatedSubject>;
  readonly decide: (facts: EvaluatedSubject['facts']) => RuleSetResult;
  /** The parameters that the facts of the subject last given were taken from. */
  readonly parameters: () => readonly ParameterUse[];
}

interface SubjectsQuestion extends Pick<SubjectQuestion, 'asOf'> {
  /** By the id of the record `each` (''), subjects to be asked of whatever is counted. */
  readonly also?: ReadonlyMap<string, readonly EvaluatedSubject['group'][]>;
}

/**
 * Asks a rule set of all its subjects as of a date, one record `each` after the other. Nothing is stored. Between records
 * others get their turn.
 */
export async function* evaluateSubjects(
  source: RecordSource,
  definition: RuleSetDefinition,
  { asOf, also }: SubjectsQuestion,
): AsyncGenerator<EvaluatedEach> {
  for await (const each of eachRecords(source, definition)) {
    const standing = also?.get(each?.id ?? '') ?? [];
    yield await evaluateEach(source, definition, { asOf, also: standing, ...(each && { each }) });
    await setImmediate();
  }
}

/** The subjects of a rule set for one record `each`, or the one subject asked for. */
export const evaluateEach = async (
  source: RecordSource,
  definition: RuleSetDefinition,
  question: SubjectQuestion,
): Promise<EvaluatedEach> => {
  const { ruleSet, screen, compiled } = prepare(source.catalog, definition);
  const { definitions } = source.catalog;
  const { each } = question;
  const organizationChain = each && (await chainOf(source, each.organization));
  const about = { ...question, ...(organizationChain && { organizationChain }) };
  const measured = await measureSubjects(source, ruleSet, about);
  const uses = collector();
  const factsOf = subjectFacts(ruleSet, {
    ...about,
    parameters: definitions.parameter,
    aggregates: definitions.aggregate,
    used: uses.add,
  });
  uses.keep();
  return {
    ...(each && { each }),
    subjects: subjectsOf(measured.values(), (subject) => {
      uses.reset();
      const { key, group } = subject;
      const facts = factsOf(subject);
      return {
        key,
        group,
        ...(each && { each }),
        facts,
        speaks: screen(facts),
        get counted() {
          return subject.counted();
        },
      };
    }),
    decide: (facts) => compiled(facts, { regime: null, date: question.asOf }),
    parameters: uses.all,
  };
};

interface Prepared {
  readonly ruleSet: RuleSetDefinition;
  readonly screen: (facts: EvaluatedSubject['facts']) => boolean;
  readonly compiled: CompiledRuleSet;
}

const ready = new WeakMap<Catalog, Map<RuleSetDefinition, Prepared>>();

/** Compiled once for each catalog: it knows the code lists a rule set descends. */
const prepare = (catalog: Catalog, definition: RuleSetDefinition): Prepared => {
  const known = ready.get(catalog) ?? new Map<RuleSetDefinition, Prepared>();
  ready.set(catalog, known);
  const found = known.get(definition);
  if (found !== undefined) return found;
  const ruleSet = expandLadders(definition);
  const options = { tree: factTree(catalog.definitions, ruleSet.facts) };
  const made = {
    ruleSet,
    screen: compileScreen(ruleSet as RuleSet, options),
    compiled: compileRuleSet(ruleSet as RuleSet, options),
  };
  known.set(definition, made);
  return made;
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

const chainOf = async ({ db }: RecordSource, organization: string): Promise<readonly ChainLink[]> =>
  (await ancestorsOf(db, organization)).map(({ id, level, region }) => ({ id, level, region }));
