import type { Issue } from '#engine/issue.ts';
import { setPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { DecidedOutcome } from '#engine/rule/rule-set.ts';
import type { Title, Who } from '#engine/schema/types.gen.ts';
import { nameIssues } from './name-issues.ts';
import type { OpenRecord, RecordData } from './open-record.ts';
import { failureReason } from './rule/failure-reason.ts';
import { levelStep } from './rule/level-step.ts';
import { noteFailure } from './rule/note-failure.ts';
import { askGuards, issueOf, storeVerdict, type Verdict } from './run-guards.ts';
import type { Unit } from './unit.ts';

export interface Guarded {
  readonly warnings: readonly Issue[];
  /** To be opened once the record is where it goes. */
  readonly tasks: readonly RuleTask[];
}

export interface RuleTask {
  readonly title: Title;
  readonly who: readonly Who[];
}

export interface Guards {
  readonly rulesets: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly action: string | null;
}

/** The level a rule of the record gives it, with its history. */
const levelled = (
  data: RecordData,
  { ruleSet, lawDate }: Verdict,
  { rule: key, level = null }: DecidedOutcome,
): RecordData => {
  const { field, history } = ruleSet.rules.find((rule) => rule.key === key)?.outcome ?? {};
  if (field === undefined) return data;
  return levelStep(data, { level: { key: level, field, ...(history !== undefined && { history }) } }, lawDate);
};

/**
 * Lets rule sets decide about what is being done: a block refuses it with every reason, fields are set, warnings and
 * tasks are handed on, and each decision is stored with its trace.
 */
export const applyGuards = async (unit: Unit, record: OpenRecord, guards: Guards): Promise<Guarded> => {
  if (guards.rulesets.length === 0) return { warnings: [], tasks: [] };
  const { context, db } = unit;
  const verdicts = await askGuards(context, db, {
    record,
    rulesets: guards.rulesets,
    input: guards.input,
    failed: (ruleset, error) => noteFailure(unit, { ruleset, error: failureReason(error) }),
  });
  const all = verdicts.flatMap((verdict) => verdict.result.outcomes.map((outcome) => ({ verdict, outcome })));
  const issuesOf = (type: string) =>
    all.filter(({ outcome }) => outcome.type === type).map(({ verdict, outcome }) => issueOf(verdict, outcome));
  const blocks = issuesOf('block');
  if (blocks.length > 0)
    throw problem('action-not-available', { issues: nameIssues(context.catalog, blocks, record.row.module) });
  for (const verdict of verdicts) await storeVerdict(unit, record, guards.action, verdict);
  for (const { verdict, outcome } of all) {
    if (outcome.set !== undefined) record.data = setPath(record.data, outcome.set.field, outcome.set.value);
    if (outcome.type === 'level') record.data = levelled(record.data, verdict, outcome);
  }
  const tasks = all
    .filter(({ outcome }) => outcome.type === 'task')
    .map(({ verdict, outcome }): RuleTask => {
      const rule = verdict.ruleSet.rules.find(({ key }) => key === outcome.rule);
      const title = outcome.message ?? rule?.title ?? verdict.ruleSet.title;
      return { title, who: rule?.outcome.for ?? [{ author: true }] };
    });
  return { warnings: issuesOf('warn'), tasks };
};
