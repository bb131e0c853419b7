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
import type { QuietHeads } from './sweep-subjects.ts';

interface Line extends Pick<EvaluatedSubject, 'group' | 'facts'> {
  readonly each?: { readonly id: string; readonly version: number };
  readonly counted?: EvaluatedSubject['counted'];
}

/** Where all subjects about which a rule spoke stood in a run, from the inputs it stored. */
export const surveyRun = async (db: Db, catalog: Catalog, run: RuleRunRow): Promise<Survey> => {
  const definition = catalog.definitions.ruleset.get(run.ruleset);
  const spoken = new Map<string, SurveyedSubject>();
  const versions = new Map<string, string>();
  if (definition === undefined) return { examined: 0, spoken, versions };
  const ruleSet = expandLadders(definition);
  const decide = compileRuleSet(ruleSet as RuleSet, { tree: factTree(catalog.definitions, ruleSet.facts) });
  const keys = definition.subject?.keys ?? [];
  const { lines } = await readInputs(db, run.id);
  for (const { each, counted = {}, ...line } of readLines(lines)) {
    const subject: EvaluatedSubject = {
      ...line,
      counted,
      key: subjectKey(keys, line.group),
      speaks: true,
      ...(each && { each: { ...each, organization: '', data: {} } }),
    };
    const result = decide(line.facts, { regime: null, date: run.as_of });
    if (result.outcomes.length === 0) continue;
    versions.set(surveyKey(subject), versionOf(subject));
    spoken.set(surveyKey(subject), { subject, result, standing: standingOf(result) });
  }
  return { examined: Number(run.subjects ?? 0), spoken, versions };
};

/** The subjects of a run from its lines: after what was asked, one a line, or a row under the heads its group has. */
function* readLines(lines: readonly string[]): Generator<Line> {
  let heads: (QuietHeads & Pick<Line, 'each'>) | undefined;
  for (const text of lines.slice(1)) {
    const line = asJson<Line | readonly unknown[] | { readonly heads: NonNullable<typeof heads> }>(text);
    if ('heads' in line) heads = line.heads;
    else if (!isRow(line)) yield line;
    else if (heads !== undefined) yield rowToLine(heads, line);
  }
}

const isRow = (line: Line | readonly unknown[]): line is readonly unknown[] => Array.isArray(line);

const rowToLine = ({ each, keys, names, shared }: QuietHeads & Pick<Line, 'each'>, row: readonly unknown[]): Line => ({
  ...(each && { each }),
  group: Object.fromEntries(keys.map((key, index) => [key, (row[index] ?? null) as string | null])),
  facts: {
    ...shared,
    ...Object.fromEntries(
      names.flatMap((name, index) => {
        const value = row[keys.length + index] ?? null;
        return value === null ? [] : [[name, value]];
      }),
    ),
  },
});
