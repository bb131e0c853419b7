import { checkCondition } from '../../condition/check.ts';
import type { FactTypes } from '../../condition/condition.ts';
import type { Issue } from '../../issue.ts';
import type { ReportDefinition, ViewDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { momentFacts, recordFacts } from '../facts.ts';
import type { AnyDefinition } from '../kinds.ts';
import { each, type PlacedCondition, workflowConditions } from '../walk.ts';
import { type Check, definitionPath, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Every condition over records asks for facts there are, with operators and values of their types. */
export const checkConditions: Check = (catalog) => [
  ...[...catalog.definitions.module.values()].flatMap((module) => checkWorkflowOf(catalog, module.key)),
  ...[...catalog.definitions.document.values()].flatMap((document) =>
    document.requiredWhen === undefined
      ? []
      : over(catalog, document.record, document, { path: '/requiredWhen', value: document.requiredWhen }),
  ),
  ...[...catalog.definitions.report.values(), ...catalog.definitions.view.values()].flatMap((one) =>
    listConditions(one).flatMap((condition) => over(catalog, one.record, one, condition, recordFacts)),
  ),
];

/** The conditions of a report or a view: what a list can be filtered by. */
export const listConditions = (one: ReportDefinition | ViewDefinition): PlacedCondition[] => [
  ...(one.filter === undefined ? [] : [{ path: '/filter', value: one.filter }]),
  ...each('/measures', one.kind === 'report' ? one.measures : []).flatMap(({ path, value: { where } }) =>
    where === undefined ? [] : [{ path: `${path}/where`, value: where }],
  ),
];

const checkWorkflowOf = (catalog: Catalog, key: string): Finding[] => {
  const module = moduleOf(catalog, key);
  if (module === undefined) return [];
  return workflowConditions(module.workflow).flatMap((condition) =>
    over(catalog, condition.module ?? key, module.workflow, condition),
  );
};

const over = (
  catalog: Catalog,
  moduleKey: string,
  definition: AnyDefinition,
  condition: PlacedCondition,
  facts = factsFor,
): Finding[] => {
  const module = moduleOf(catalog, moduleKey);
  return module === undefined
    ? []
    : conditionIssues(condition, facts(module)).map((issue) => ({
        ...issue,
        file: definitionPath(definition),
      }));
};

/** What a condition in a workflow may ask for: the moment, and the record with what is handed in now. */
export const factsFor = (module: CompiledModule): FactTypes => ({ ...momentFacts, ...recordFacts(module) });

/** The faults of one condition; one about an unknown fact says which facts there are. */
export const conditionIssues = (condition: { path: string; value: unknown }, types: FactTypes): Issue[] =>
  checkCondition(condition.value, types, condition.path).map((issue) => {
    const fact = issue.params?.fact;
    if (typeof fact !== 'string' || Object.hasOwn(types, fact)) return issue;
    return { ...issue, code: 'fact-unknown', params: { ...issue.params, right: meant(fact, Object.keys(types)) } };
  });
