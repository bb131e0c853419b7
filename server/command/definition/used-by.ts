import type { Catalog } from '#engine/definition/catalog.ts';
import { partsOf } from '#engine/definition/kinds.ts';
import { isObject } from '#engine/json.ts';
import { profileKey } from '#engine/parameter/profile.ts';
import type { DeadlineDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { aggregatesOf } from '../../query/rule/aggregates-of.ts';

/** `kind/key` of the definition in a file; '' where it holds none. */
export const nameOf = (path: string): string => {
  const parts = partsOf(path);
  return parts?.type === 'definition' ? `${parts.kind}/${parts.key}` : '';
};

/** Everything a rule set is decided from: itself, its aggregates, their parameters and the profile, the codes of their fields. */
export const usedByRules = (catalog: Catalog, ruleSet: RuleSetDefinition): readonly string[] => {
  const { definitions } = catalog;
  const aggregates = [...aggregatesOf(ruleSet)].flatMap((key) => definitions.aggregate.get(key) ?? []);
  const words = new Set<string>();
  const parameters = new Set<string>();
  for (const one of [ruleSet, ...aggregates]) survey(one, words, parameters);
  const profiled = [...parameters].some((key) => definitions.parameter.get(key)?.dimensions?.includes(profileKey));
  const modules = new Set([...aggregates.map(({ source }) => source), ruleSet.subject?.each?.module, ruleSet.record]);
  return [
    `ruleset/${ruleSet.key}`,
    ...aggregates.map(({ key }) => `aggregate/${key}`),
    ...[...parameters, ...(profiled ? [profileKey] : [])].map((key) => `parameter/${key}`),
    ...[...modules].flatMap((key) => codesOf(catalog, key, words)),
    ...Object.values(ruleSet.facts).flatMap(({ codes }) => (codes === undefined ? [] : [`codes/${codes}`])),
    ...[...definitions.region.keys()].map((key) => `region/${key}`),
    ...(words.has('workingDay') ? [...definitions.calendar.keys()].map((key) => `calendar/${key}`) : []),
  ];
};

/** All texts of a definition, and the parameters it names. */
const survey = (value: unknown, words: Set<string>, parameters: Set<string>): void => {
  if (typeof value === 'string') words.add(value);
  else if (Array.isArray(value)) for (const item of value) survey(item, words, parameters);
  else if (isObject(value)) {
    if (typeof value.parameter === 'string') parameters.add(value.parameter);
    for (const item of Object.values(value)) survey(item, words, parameters);
  }
};

/** The code lists of the fields a rule set names. */
const codesOf = (catalog: Catalog, module: string | undefined, words: ReadonlySet<string>): readonly string[] => {
  if (module === undefined || !catalog.definitions.module.has(module)) return [];
  return [...catalog.module(module).fields].flatMap(([path, { codes }]) =>
    codes !== undefined && words.has(path) ? [`codes/${codes}`] : [],
  );
};

/** Everything a due date is computed from. */
export const usedByDeadline = (
  { definitions }: Catalog,
  { key, duration, calendar }: DeadlineDefinition,
): readonly string[] => {
  const profiled = definitions.parameter.get(duration.parameter)?.dimensions?.includes(profileKey) === true;
  return [
    `deadline/${key}`,
    `parameter/${duration.parameter}`,
    `calendar/${calendar}`,
    ...(profiled ? [`parameter/${profileKey}`] : []),
  ];
};
