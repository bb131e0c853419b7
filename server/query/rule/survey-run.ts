import type { Catalog } from '#engine/definition/catalog.ts';
import { factTree } from '#engine/rule/code-tree.ts';
import { compileRuleSet } from '#engine/rule/compile.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import { standingOf } from '#engine/rule/standing.ts';
import { asJson, type Db } from '../../storage/db.ts';
import type { RuleRunRow } from '../../storage/rule-runs.ts';
import { readInputs } from '../../storage/run-inputs.ts';
import type { EvaluatedSubject } from './evaluate-subjects.ts';
import { subjectKey } from './subject.ts';
import { type Survey, type SurveyedSubject, surveyKey, versionOf } from './survey-subjects.ts';

interface Line extends Pick<EvaluatedSubject, 'group' | 'facts'> {
  readonly each?: { readonly id: string; readonly version: number };
  readonly counted?: EvaluatedSubject['counted'];
}

/** Where all subjects stood in a run, from the inputs it stored. */
export const surveyRun = async (db: Db, catalog: Catalog, run: RuleRunRow): Promise<Survey> => {
  const definition = catalog.definitions.ruleset.get(run.ruleset);
  const spoken = new Map<string, SurveyedSubject>();
  const versions = new Map<string, string>();
  if (definition === undefined) return { examined: 0, spoken, versions };
  const ruleSet = expandLadders(definition);
  const decide = compileRuleSet(ruleSet as RuleSet, { tree: factTree(catalog.definitions, ruleSet.facts) });
  const keys = definition.subject?.keys ?? [];
  const { lines } = await readInputs(db, run.id);
  for (const text of lines.slice(1)) {
    const { each, counted = {}, ...line } = asJson<Line>(text);
    const subject: EvaluatedSubject = {
      ...line,
      counted,
      key: subjectKey(keys, line.group),
      speaks: true,
      ...(each && { each: { ...each, organization: '', data: {} } }),
    };
    const result = decide(line.facts, { regime: null, date: run.as_of });
    versions.set(surveyKey(subject), versionOf(subject, result.outcomes.length > 0));
    if (result.outcomes.length > 0) spoken.set(surveyKey(subject), { subject, result, standing: standingOf(result) });
  }
  return { examined: lines.length - 1, spoken, versions };
};
