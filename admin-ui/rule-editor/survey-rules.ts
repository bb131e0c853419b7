import { checkCondition } from '#engine/condition/check.ts';
import type { FactTypes } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { factTree } from '#engine/rule/code-tree.ts';
import { inWorld, type ParameterWorld, parameterWorlds } from '#engine/rule/table/parameter-worlds.ts';
import { surveyTable, type TableSurvey } from '#engine/rule/table/survey-table.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** What the rules of a set leave out and decide twice while parameters have some values. */
export interface SurveyedWorld {
  readonly world: ParameterWorld;
  readonly survey: TableSurvey;
}

/** The rules tried with every combination of answers, for each set of values their parameters have together. */
export const surveyRules = (catalog: Catalog, ruleSet: RuleSetDefinition): readonly SurveyedWorld[] => {
  const types: FactTypes = Object.fromEntries(Object.entries(ruleSet.facts).map(([name, { type }]) => [name, type]));
  const tree = factTree(catalog.definitions, ruleSet.facts);
  return parameterWorlds(ruleSet.facts, catalog.definitions.parameter).flatMap((world) => {
    const rows = ruleSet.rules.map(({ key, when }) => ({ key, when: inWorld(when, world.values) }));
    if (rows.some(({ when }) => checkCondition(when, types).length > 0)) return [];
    return [{ world, survey: surveyTable(rows, types, { tree }) }];
  });
};
