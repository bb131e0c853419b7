import { canonicalJson } from '#engine/json.ts';
import type { Deviation } from '#engine/rule/impact.ts';
import { compareOutcome } from '../../query/rule/compare-outcome.ts';
import { subjectKey } from '../../query/rule/subject.ts';
import { surveyRun } from '../../query/rule/survey-run.ts';
import { impactOfRun, updateRuleImpact } from '../../storage/rule-impacts.ts';
import { findRuleRun } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';

const mostKept = 500;

/** After the first run of a release: what the preview had foreseen beside what came, stored with the preview. */
export const holdAgainstImpact = async (context: Context, runId: string): Promise<void> => {
  const { storage, catalog } = context;
  const impact = await impactOfRun(storage.read, runId);
  const run = await findRuleRun(storage.read, runId);
  // Under yet another release nothing was foreseen.
  if (impact === undefined || run === undefined || impact.release !== run.release) return;
  const keys = catalog.definitions.ruleset.get(run.ruleset)?.subject?.keys ?? [];
  const { changedSince, deviating, ...counts } = await compareOutcome(storage.read, impact, {
    survey: await surveyRun(storage.read, catalog, run),
    asOf: run.as_of,
    keyOf: ({ each, group }) => `${each ?? ''}\n${subjectKey(keys, group)}`,
  });
  const part = (list: readonly Deviation[]) => ({ count: list.length, subjects: list.slice(0, mostKept) });
  const compared = canonicalJson({ ...counts, changedSince: part(changedSince), deviating: part(deviating) });
  await storage.transact((db) => updateRuleImpact(db, impact.id, { compared }));
};
