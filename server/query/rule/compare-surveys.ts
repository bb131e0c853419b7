import type { Catalog } from '#engine/definition/catalog.ts';
import type { RuleTrace } from '#engine/rule/rule-set.ts';
import { type Standing, type StandingChange, standingChange } from '#engine/rule/standing.ts';
import type { RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Db } from '../../storage/db.ts';
import type { RecordSource } from './select-records.ts';
import { subjectOrganizations } from './subject-organization.ts';
import { type Survey, type SurveyedSubject, surveySubjects } from './survey-subjects.ts';

/** One subject under both sets of definitions. */
export interface SubjectChange {
  readonly change: StandingChange;
  readonly group: Readonly<Record<string, string | null>>;
  /** The record the rule set is asked for; null where it is asked for none. */
  readonly each: string | null;
  readonly organization: string;
  readonly before: SubjectSide | null;
  readonly after: SubjectSide | null;
}

interface SubjectSide extends Standing {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly trace: readonly RuleTrace[];
  /** Ids of the records counted. */
  readonly records: readonly string[];
}

type Counts = Readonly<Record<StandingChange, number>>;

export interface SweepComparison {
  readonly ruleset: string;
  readonly title: Title;
  readonly asOf: string;
  readonly examined: number;
  readonly counts: Counts;
  readonly byOrganization: readonly (Counts & { readonly organization: string })[];
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

/** Asks a rule set of all its subjects under two sets of definitions, on the same data as of the same date. */
export const compareSweeps = async (
  source: Omit<RecordSource, 'catalog'>,
  { before, after }: Sides,
  key: string,
  { asOf, versions = false }: { readonly asOf: string; readonly versions?: boolean },
): Promise<ComparedSweep | undefined> => {
  const [old, next] = [before, after].map((catalog) => catalog.definitions.ruleset.get(key));
  const known = next ?? old;
  if (known === undefined) return undefined;
  const former = await surveySubjects({ ...source, catalog: before }, old, { asOf });
  const later = await surveySubjects({ ...source, catalog: after }, next, { asOf, versions });
  const changes = await changesOf(source.db, known, former, later);
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

const order: readonly StandingChange[] = ['enters', 'leaves', 'level', 'stays'];

const countOf = (changes: readonly SubjectChange[]): Counts => {
  const counts: Record<StandingChange, number> = { enters: 0, leaves: 0, level: 0, stays: 0 };
  for (const { change } of changes) counts[change] += 1;
  return counts;
};

const changesOf = async (
  db: Db,
  ruleSet: RuleSetDefinition,
  former: Survey,
  later: Survey,
): Promise<readonly SubjectChange[]> => {
  const keys = new Set([...former.spoken.keys(), ...later.spoken.keys()]);
  const organizationOf = await subjectOrganizations(db, ruleSet);
  const found: SubjectChange[] = [];
  for (const key of keys) {
    const [before, after] = [former.spoken.get(key), later.spoken.get(key)];
    const change = standingChange(before?.standing, after?.standing);
    const one = after ?? before;
    if (change === undefined || one === undefined) continue;
    const { group, each } = one.subject;
    found.push({
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

const sideOf = (found: SurveyedSubject | undefined): SubjectSide | null => {
  if (found?.standing === undefined) return null;
  const { subject, result, standing } = found;
  const records = Object.values(subject.counted).flatMap((counted) => counted.map(({ id }) => id));
  return { ...standing, facts: subject.facts, trace: result.trace, records: [...new Set(records)] };
};
