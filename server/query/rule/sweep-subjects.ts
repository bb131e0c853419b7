import { setImmediate } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { SubjectRow } from '#engine/rule/subject-facts.ts';
import { readEach, subjectFacts } from '#engine/rule/subject-facts.ts';
import type { AggregateDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { countGroups, runAggregate } from '../aggregate/run-aggregate.ts';
import { eachRecords } from './each-records.ts';
import { chainReader, type EvaluatedEach, type EvaluatedSubject, evaluateEach } from './evaluate-subjects.ts';
import { measureSubjects, type SubjectQuestion } from './measure-subjects.ts';
import { type PreparedRules, prepareRules } from './prepare-rules.ts';
import { screenedAggregate, screenSql } from './screen-sql.ts';
import type { RecordSource } from './select-records.ts';
import { subjectKey } from './subject.ts';

type Group = SubjectRow['group'];

/** What the rows of subjects hold about which no rule speaks. */
export interface QuietHeads {
  readonly keys: readonly string[];
  /** Names of the facts of a row, after the keys. */
  readonly names: readonly string[];
  /** Facts they all have. */
  readonly shared: Readonly<Record<string, unknown>>;
}

/** Subjects about which no rule speaks, with what the conditions read of them. */
interface QuietSubjects extends QuietHeads {
  /** Values of the keys, then of the facts; null for one that is absent. */
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Some of the subjects of one record `each`: those that are looked at; with the first of them those that are not, whole
 * once the others were gone through.
 */
export interface SweptSubjects extends EvaluatedEach {
  readonly quiet?: QuietSubjects;
}

export interface SweepQuestion extends Pick<SubjectQuestion, 'asOf'> {
  /** By the id of the record `each` (''), subjects to be looked at whatever is counted. */
  readonly also?: ReadonlyMap<string, readonly Group[]>;
  /** Whether those about which no rule speaks are given, too. Otherwise the database leaves them out where it can. */
  readonly quiet?: boolean;
}

/** Subjects looked at in one go. */
const atOnce = 2000;

/**
 * Asks a rule set of all its subjects as of a date, one record `each` after the other: first only what the conditions
 * read, then everything about those that a rule speaks about. Nothing is stored. Between parts others get their turn.
 */
export async function* sweepSubjects(
  source: RecordSource,
  definition: RuleSetDefinition,
  { asOf, also, quiet = false }: SweepQuestion,
): AsyncGenerator<SweptSubjects> {
  const shared = { ...source, asked: new Map() };
  const chainOf = chainReader(source);
  for await (const each of eachRecords(source, definition)) {
    const organizationChain = await chainOf(each);
    const question = { asOf, ...(each && { each }), ...(organizationChain && { organizationChain }) };
    yield* sweepEach(shared, definition, { ...question, also: also?.get(each?.id ?? '') ?? [] }, quiet);
    await setImmediate();
  }
}

async function* sweepEach(
  source: RecordSource,
  definition: RuleSetDefinition,
  question: SubjectQuestion & { readonly also: readonly Group[] },
  quiet: boolean,
): AsyncGenerator<SweptSubjects> {
  const prepared = prepareRules(source.catalog, definition);
  if (!hasManyGroups(source, definition)) {
    yield sifted(prepared, await evaluateEach(source, definition, question), question.also, quiet);
    return;
  }
  const found = await screen(source, prepared, question, quiet);
  const wanted = [...found.spoken];
  for (let start = 0; start === 0 || start < wanted.length; start += atOnce) {
    const among = wanted.slice(start, start + atOnce);
    const evaluated = await evaluateEach(source, definition, { ...question, also: among, among });
    yield { ...evaluated, ...(start === 0 && found.quiet && { quiet: found.quiet }) };
    await setImmediate();
  }
}

/** Groups by what a field holds may be as many as records, and are worth two looks; what is rolled up are few. */
const hasManyGroups = ({ catalog }: RecordSource, { subject }: RuleSetDefinition): boolean =>
  subject?.keys.length === 1 &&
  subject.from.some((key) => {
    const [group] = catalog.definitions.aggregate.get(key)?.groupBy ?? [];
    const { prefix, level, organizationLevel, bucket } = group ?? {};
    return group !== undefined && (prefix ?? level ?? organizationLevel ?? bucket) === undefined;
  });

/**
 * Of subjects that were evaluated whole those that are looked at; the rows of the others, where they are wanted, are
 * gathered on the way.
 */
const sifted = (
  { ruleSet, names }: PreparedRules,
  evaluated: EvaluatedEach,
  also: readonly Group[],
  quiet: boolean,
): SweptSubjects => {
  const { keys = [] } = ruleSet.subject ?? {};
  const named = new Set(also.map((group) => subjectKey(keys, group)));
  const read = [...names];
  const rows: unknown[][] = [];
  const looked = function* (): Generator<EvaluatedSubject> {
    for (const one of evaluated.subjects)
      if (one.speaks || named.has(one.key)) yield one;
      else if (quiet) rows.push(rowOf(keys, read, one));
  };
  return { ...evaluated, subjects: looked(), ...(quiet && { quiet: { keys, names: read, shared: {}, rows } }) };
};

const rowOf = (
  keys: readonly string[],
  names: readonly string[],
  { group, facts }: Pick<EvaluatedSubject, 'group' | 'facts'>,
): unknown[] => [...keys.map((key) => group[key] ?? null), ...names.map((name) => facts[name] ?? null)];

/** How many subjects a rule set has, over all records it is asked for. */
export const countSubjects = async (
  source: RecordSource,
  definition: RuleSetDefinition,
  { asOf }: Pick<SubjectQuestion, 'asOf'>,
): Promise<number> => {
  const { ruleSet, narrow } = prepareRules(source.catalog, definition);
  const { from = [], keys = [] } = ruleSet.subject ?? {};
  const shared = { ...source, asked: new Map() };
  const chainOf = chainReader(source);
  let count = 0;
  for await (const each of eachRecords(source, definition)) {
    const organizationChain = await chainOf(each);
    const question = { asOf, ...(each && { each }), ...(organizationChain && { organizationChain }) };
    const only = from.length === 1 ? source.catalog.definitions.aggregate.get(from[0] ?? '') : undefined;
    const counted = only && (await countGroups(shared, only, { ...aggregateQuestion(question), whole: keys }));
    count += counted ?? (await measureSubjects(shared, withoutMeasures(narrow), { ...question, records: false })).size;
  }
  return count;
};

const withoutMeasures = (ruleSet: RuleSetDefinition): RuleSetDefinition => ({ ...ruleSet, facts: {} });

const aggregateQuestion = ({ asOf, each, organizationChain }: SubjectQuestion) => ({
  asOf,
  ...(each && { each: (path: string) => readEach(each, path) }),
  ...(organizationChain && { organizationChain }),
});

interface Screened {
  readonly spoken: Iterable<Group>;
  readonly quiet?: QuietSubjects;
}

/** Which subjects a rule speaks about, and those to be looked at anyway. */
const screen = async (
  source: RecordSource,
  prepared: PreparedRules,
  question: SubjectQuestion & { readonly also: readonly Group[] },
  quiet: boolean,
): Promise<Screened> => {
  const { keys = [] } = prepared.ruleSet.subject ?? {};
  const { definitions } = source.catalog;
  const { parameter: parameters, aggregate: aggregates, calendar: calendars } = definitions;
  const moment = { ...question, parameters, aggregates, calendars };
  const split = sharedNames(prepared);
  const values = subjectFacts({ facts: split.shared }, moment)({ group: {}, measures: {} });
  const also = new Map(question.also.map((group) => [subjectKey(keys, group), group]));
  const asked = await askDatabase(source, prepared, question, { names: split.names, values, all: quiet });
  if (asked !== undefined && !quiet) {
    for (const { group } of asked) also.set(subjectKey(keys, group), group);
    return { spoken: also.values() };
  }
  const factsOf = subjectFacts(prepared.narrow, moment);
  const own = [...prepared.names].filter((name) => !split.names.has(name));
  const rows: unknown[][] = [];
  for (const subject of asked ?? (await measuredNarrowly(source, prepared, question))) {
    const { group } = subject;
    if (also.size > 0 && also.has(subjectKey(keys, group))) continue;
    const facts = factsOf(subject);
    if (prepared.screen(facts)) also.set(subjectKey(keys, group), group);
    else if (quiet) rows.push(rowOf(keys, own, { group, facts }));
  }
  return { spoken: also.values(), ...(quiet && { quiet: { keys, names: own, shared: values, rows } }) };
};

/** What the conditions read of all subjects. */
const measuredNarrowly = async (
  source: RecordSource,
  { narrow }: PreparedRules,
  question: SubjectQuestion,
): Promise<Iterable<SubjectRow>> => (await measureSubjects(source, narrow, { ...question, records: false })).values();

/** Facts of the conditions that do not depend on the subject; what is made from other facts may. */
const sharedNames = ({ narrow }: PreparedRules) => {
  const entries = Object.entries(narrow.facts).filter(([, { parameter, each, field, by = {} }]) => {
    const dimensions = Object.values(by).every((from) => /^(=|each\.|\$)/.test(from));
    return (parameter ?? each ?? field) !== undefined && dimensions;
  });
  return { shared: Object.fromEntries(entries), names: new Set(entries.map(([name]) => name)) };
};

interface Known {
  readonly names: ReadonlySet<string>;
  readonly values: Readonly<Record<string, unknown>>;
  /** All groups, not only those a rule speaks about. */
  readonly all: boolean;
}

/** The groups about which a rule speaks, or all, by one statement; undefined where the database cannot tell. */
const askDatabase = async (
  source: RecordSource,
  { ruleSet, narrow, names, tree }: PreparedRules,
  question: SubjectQuestion,
  { names: shared, values, all }: Known,
): Promise<readonly SubjectRow[] | undefined> => {
  const screened = { catalog: source.catalog, dialect: source.dialect, ruleSet, names, shared, values, tree };
  const aggregate = screenedAggregate(screened);
  const having = aggregate && screenSql(screened, aggregate);
  if (aggregate === undefined || having === undefined) return undefined;
  const { keys = [] } = ruleSet.subject ?? {};
  const whole: typeof having = (column) =>
    sql<SqlBool>`${sql.join(
      keys.map((key) => sql`${column(key)} <> ''`),
      sql` and `,
    )}`;
  const rows = await runAggregate(source, aggregate, {
    ...aggregateQuestion(question),
    measures: measuresOf(aggregate, narrow),
    records: false,
    having: all ? whole : having,
  });
  return rows.map(({ group, measures }) => ({ group, measures: { [aggregate.key]: measures } }));
};

const measuresOf = ({ key }: AggregateDefinition, { facts }: Pick<RuleSetDefinition, 'facts'>): ReadonlySet<string> =>
  new Set(
    Object.values(facts).flatMap(({ measure = '' }) =>
      measure.startsWith(`${key}.`) ? [measure.slice(key.length + 1)] : [],
    ),
  );
