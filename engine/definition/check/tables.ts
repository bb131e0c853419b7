import { checkCondition } from '../../condition/check.ts';
import type { FactTypes } from '../../condition/condition.ts';
import { factTree } from '../../rule/code-tree.ts';
import { inWorld, type ParameterWorld, parameterWorlds } from '../../rule/table/parameter-worlds.ts';
import { surveyTable, type TableCase } from '../../rule/table/survey-table.ts';
import type { RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { type Check, finding } from './check.ts';

/**
 * Decision tables leave no case out and decide none twice, whatever the parameters they compare with are worth; and no
 * rule of any set is one that can never apply. Sets whose conditions are faulty are left to the check of conditions.
 */
export const checkTables: Check = (catalog) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) => checkTable(catalog, ruleSet));

const checkTable = (catalog: Catalog, ruleSet: RuleSetDefinition): Finding[] => {
  const types: FactTypes = Object.fromEntries(Object.entries(ruleSet.facts).map(([name, { type }]) => [name, type]));
  const tree = factTree(catalog.definitions, ruleSet.facts);
  const findings = parameterWorlds(ruleSet.facts, catalog.definitions.parameter).flatMap((world) => {
    const rows = ruleSet.rules.map(({ key, when }) => ({ key, when: inWorld(when, world.values) }));
    if (rows.some(({ when }) => checkCondition(when, types).length > 0)) return [];
    const never = rows.flatMap((row) => surveyTable([row], types, { tree }).never);
    return [
      ...never.map((rule) => finding(ruleSet, pathOf(ruleSet, rule), 'rule-never', { rule, ...sinceWhen(world) })),
      ...(ruleSet.hit === undefined ? [] : holes(ruleSet, surveyTable(rows, types, { tree }), world)),
    ];
  });
  // The same fault from several dates on is told with the first.
  return [...Map.groupBy(findings, ({ path, code }) => `${path} ${code}`).values()].flatMap(([first]) => first ?? []);
};

const holes = (
  ruleSet: RuleSetDefinition,
  { unchecked, gaps, overlaps, unreached }: ReturnType<typeof surveyTable>,
  world: ParameterWorld,
): Finding[] => {
  const since = sinceWhen(world);
  if (unchecked.length > 0)
    return [
      finding(ruleSet, '/hit', 'rule-table-unchecked', { facts: unchecked.map((fact) => titleOf(ruleSet, fact)) }),
    ];
  return [
    ...gaps
      .slice(0, 1)
      .map((gap) => finding(ruleSet, '/rules', 'rule-table-gap', { example: words(ruleSet, gap), ...since })),
    ...(ruleSet.hit === 'unique' ? overlaps : []).map(({ rows: [first, second], example }) =>
      finding(ruleSet, pathOf(ruleSet, second), 'rule-table-overlap', {
        rule: second,
        other: first,
        example: words(ruleSet, example),
        ...since,
      }),
    ),
    ...(ruleSet.hit === 'first' ? unreached : []).map((rule) =>
      finding(ruleSet, pathOf(ruleSet, rule), 'rule-table-unreached', { rule, ...since }),
    ),
  ];
};

const pathOf = ({ rules }: RuleSetDefinition, key: string): string =>
  `/rules/${rules.findIndex((rule) => rule.key === key)}`;

const sinceWhen = ({ from, dimensions }: ParameterWorld): Record<string, string> => ({
  since: [from, ...Object.values(dimensions)].filter((part) => part !== undefined).join(' · ') || '\u2014',
});

const titleOf = ({ facts }: RuleSetDefinition, fact: string): string => facts[fact]?.title?.zh ?? fact;

/** `amount = 10, level = …`; a fact that no rule names a value of is any other. */
const words = (ruleSet: RuleSetDefinition, tried: TableCase): string =>
  Object.entries(tried)
    .map(([fact, value]) => `${titleOf(ruleSet, fact)} = ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
