import type { Catalog } from '#engine/definition/catalog.ts';
import type { ChangeCounts, SubjectChange, SubjectSide } from '#engine/rule/impact.ts';
import { type StandingChange, standingChange } from '#engine/rule/standing.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Db } from '../../storage/db.ts';
import { pieceOf } from '../undertaking.ts';
import { evaluateEach } from './evaluate-subjects.ts';
import type { RecordSource } from './select-records.ts';
import { subjectOrganizations } from './subject-organization.ts';
import { type Survey, type SurveyedSubject, surveySubjects } from './survey-subjects.ts';

export interface SweepComparison {
  readonly ruleset: string;
  readonly title: Title;
  readonly asOf: string;
  readonly examined: number;
  readonly counts: ChangeCounts;
  readonly byOrganization: readonly (ChangeCounts & { readonly organization: string })[];
  /** Who enters, leaves or changes level; then those who stay. */
  readonly changes: readonly SubjectChange[];
}

interface Sides {
  readonly before: Catalog;
  readonly after: Catalog;
}

export interface ComparedSweep {
  readonly comparison: SweepComparison;
  readonly after: Survey;
}

interface SweepQuestion extends Pick<RecordSource, 'edited'> {
  readonly asOf: string;
  readonly versions?: boolean;
}

/** Asks a rule set of all its subjects under two sets of definitions, on the same data as of the same date. */
export const compareSweeps = async (
  source: Omit<RecordSource, 'catalog'>,
  { before, after }: Sides,
  key: string,
  { asOf, versions = false, edited }: SweepQuestion,
): Promise<ComparedSweep | undefined> => {
  const [old, next] = [before, after].map((catalog) => catalog.definitions.ruleset.get(key));
  const known = next ?? old;
  if (known === undefined) return undefined;
  const former = await surveySubjects({ ...watchedFrom(source, 0, 0.45), catalog: before }, old, {
    asOf,
    // Of a rule set that stays the later side counts them.
    examined: next === undefined,
  });
  const tried = { ...watchedFrom(source, 0.45, 0.9), catalog: after, ...(edited && { edited }) };
  const later = await surveySubjects(tried, next, { asOf, versions });
  const sides = { before: { catalog: before, ruleSet: old }, after: { catalog: after, ruleSet: next } };
  const changes = await withOthers(source, await changesOf(source.db, known, former, later), { sides, asOf });
  const comparison = {
    ruleset: key,
    title: known.title,
    asOf,
    examined: Math.max(former.examined, later.examined),
    counts: countOf(changes),
    byOrganization: [...Map.groupBy(changes, ({ organization }) => organization)]
      .map(([organization, own]) => ({ organization, ...countOf(own) }))
      .sort((a, b) => (a.organization < b.organization ? -1 : 1)),
    changes,
  };
  return { comparison, after: later };
};

const watchedFrom = <T extends Pick<RecordSource, 'watch'>>(source: T, from: number, to: number): T =>
  source.watch === undefined ? source : { ...source, watch: pieceOf(source.watch, from, to) };

const order: readonly StandingChange[] = ['enters', 'leaves', 'level', 'stays'];

const countOf = (changes: readonly SubjectChange[]): ChangeCounts => {
  const counts: Record<StandingChange, number> = { enters: 0, leaves: 0, level: 0, stays: 0 };
  for (const { change } of changes) counts[change] += 1;
  return counts;
};

interface FoundChange extends SubjectChange {
  readonly subject: SurveyedSubject['subject'];
}

const changesOf = async (
  db: Db,
  ruleSet: RuleSetDefinition,
  former: Survey,
  later: Survey,
): Promise<readonly FoundChange[]> => {
  const keys = new Set([...former.spoken.keys(), ...later.spoken.keys()]);
  const organizationOf = await subjectOrganizations(db, ruleSet);
  const found: FoundChange[] = [];
  for (const key of keys) {
    const [before, after] = [former.spoken.get(key), later.spoken.get(key)];
    const change = standingChange(before?.standing, after?.standing);
    const one = after ?? before;
    if (change === undefined || one === undefined) continue;
    const { group, each } = one.subject;
    found.push({
      subject: one.subject,
      change,
      group,
      each: each?.id ?? null,
      organization: organizationOf(one.subject),
      before: sideOf(before),
      after: sideOf(after),
    });
  }
  return found.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
};

interface Asked {
  readonly sides: Readonly<
    Record<'before' | 'after', { readonly catalog: Catalog; readonly ruleSet?: RuleSetDefinition | undefined }>
  >;
  readonly asOf: string;
}

/** A page of them; of the others both sides are found when somebody looks. */
const mostOthers = 20;

/** Asks again, one by one, about the side on which a subject that moves is not hit. */
const withOthers = async (
  source: Omit<RecordSource, 'catalog'>,
  changes: readonly FoundChange[],
  { sides, asOf }: Asked,
): Promise<readonly SubjectChange[]> => {
  const whole: SubjectChange[] = [];
  for (const { subject, ...change } of changes) {
    const side = change.before === null ? sides.before : change.after === null ? sides.after : undefined;
    if (side?.ruleSet === undefined || whole.length >= mostOthers) {
      whole.push(change);
      continue;
    }
    const question = { asOf, group: subject.group, ...(subject.each && { each: subject.each }) };
    const evaluated = await evaluateEach({ ...source, catalog: side.catalog }, side.ruleSet, question);
    const [found] = evaluated.subjects;
    const other = found && { facts: found.facts, trace: evaluated.decide(found.facts).trace, records: idsOf(found) };
    whole.push({ ...change, ...(other && { other }) });
  }
  return whole;
};

export const idsOf = ({ counted }: Pick<SurveyedSubject['subject'], 'counted'>): readonly string[] => [
  ...new Set(Object.values(counted).flatMap((records) => records.map(({ id }) => id))),
];

const sideOf = (found: SurveyedSubject | undefined): SubjectSide | null => {
  if (found?.standing === undefined) return null;
  const { subject, standing } = found;
  // Made when they are written down: there may be very many subjects.
  return {
    ...standing,
    facts: subject.facts,
    get trace() {
      return found.result.trace;
    },
    get records() {
      return idsOf(subject);
    },
  };
};
