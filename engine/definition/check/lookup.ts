import { valuesOf, withValues } from '../../rule/lookup-condition.ts';
import type { FactDeclaration, RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { momentFacts, recordFacts } from '../facts.ts';
import type { At } from '../walk.ts';
import { definitionPath, finding, moduleOf } from './check.ts';
import { conditionIssues } from './conditions.ts';
import { meant } from './meant.ts';

type Lookup = NonNullable<FactDeclaration['lookup']>;

/** What the facts of the asking record are called beside those of the records looked for. */
const ofRecord = (path: string) => `of ${path}`;

/** A lookup names fields there are on both sides, and compares like with like. `known` are the facts of the asking record. */
export const checkLookup = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  { path, value }: At<Lookup>,
  known: Readonly<Record<string, string>>,
): Finding[] => {
  const module = moduleOf(catalog, value.module);
  if (module === undefined) return [];
  const own = { ...momentFacts, ...recordFacts(module), $id: 'record' } as const;
  const missing = (place: string, field: string, names: readonly string[]) =>
    finding(ruleSet, place, 'field-missing', { field, module: module.definition.title, right: meant(field, names) });
  const has = (place: string, field: string | undefined, names: Readonly<Record<string, string>>) =>
    field === undefined || names[field] !== undefined ? [] : [missing(place, field, Object.keys(names))];
  const needs = [
    ...(value.measure === 'missing' ? (['on', 'from'] as const) : []),
    ...(value.measure === 'first' ? (['field'] as const) : []),
    ...(value.on === undefined ? [] : (['from'] as const)),
  ].filter((name) => value[name] === undefined);
  return [
    ...[...new Set(needs)].map((name) => finding(ruleSet, path, 'fact-lookup-needs', { member: name })),
    ...has(`${path}/on`, value.on, own),
    ...has(`${path}/field`, value.field, own),
    ...has(`${path}/from`, value.from, known),
    ...valuesOf(value.where).flatMap((name) => has(`${path}/where`, name, known)),
    ...(value.where === undefined
      ? []
      : whereIssues(ruleSet, { path: `${path}/where`, value: value.where }, own, known)),
  ];
};

const whereIssues = (
  ruleSet: RuleSetDefinition,
  { path, value }: At<NonNullable<Lookup['where']>>,
  own: Parameters<typeof conditionIssues>[1],
  known: Readonly<Record<string, string>>,
): Finding[] => {
  const paths = valuesOf(value).filter((name) => known[name] !== undefined);
  const types = { ...own, ...Object.fromEntries(paths.map((name) => [ofRecord(name), known[name]])) } as typeof own;
  const compared = withValues(value, (name) => ({ fact: ofRecord(name) }));
  return conditionIssues({ path, value: compared }, types)
    .filter(({ params }) => !String(params?.fact ?? '').startsWith('of ') || known[String(params?.fact).slice(3)])
    .map((issue) => ({ ...issue, file: definitionPath(ruleSet) }));
};
