import type { FactDeclaration, RowConditions, RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { type At, at, each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Conditions that are rows of data: columns of a grid there is, metrics that can be compared, and a name for every code. */
export const checkRowConditions: Check = (catalog) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) =>
    each('/rules', ruleSet.rules).flatMap(({ path, value: { rows } }) =>
      rows === undefined ? [] : checkRows(catalog, ruleSet, at(`${path}/rows`, rows)),
    ),
  );

type Place = At<RowConditions>;

const checkRows = (catalog: Catalog, ruleSet: RuleSetDefinition, place: Place): Finding[] => {
  const { path, value } = place;
  const fact = ownFact(ruleSet, value.fact);
  if (fact?.type !== 'rows') return [finding(ruleSet, `${path}/fact`, 'rule-rows-fact', { fact: value.fact })];
  const metrics = Object.entries(value.metrics).flatMap(([metric, { fact: name, times, base }]) => {
    const type = ownFact(ruleSet, name)?.type ?? '';
    const params = { metric, fact: name };
    const right = Object.keys(ruleSet.facts).filter((one) => ordered.has(ruleSet.facts[one]?.type ?? ''));
    if (!ordered.has(type))
      return [finding(ruleSet, `${path}/metrics/${metric}`, 'rule-rows-metric', { ...params, right })];
    return [
      ...(times !== undefined && !whole.has(type)
        ? [finding(ruleSet, `${path}/metrics/${metric}/times`, 'rule-rows-times', params)]
        : []),
      ...(base === undefined || whole.has(ownFact(ruleSet, base)?.type ?? '')
        ? []
        : [finding(ruleSet, `${path}/metrics/${metric}/base`, 'rule-rows-metric', { metric, fact: base, right })]),
    ];
  });
  return [...metrics, ...checkColumns(catalog, ruleSet, place, fact)];
};

const ordered: ReadonlySet<string> = new Set(['integer', 'decimal', 'money', 'ratio']);
const whole: ReadonlySet<string> = new Set(['integer', 'money']);

const ownFact = ({ facts }: RuleSetDefinition, name: string): FactDeclaration | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

const columnNames = ['group', 'metric', 'operator', 'value', 'base'] as const;

const checkColumns = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  { path, value }: Place,
  fact: FactDeclaration,
): Finding[] => {
  const module = moduleOf(catalog, fact.each === undefined ? ruleSet.record : ruleSet.subject?.each?.module);
  const grid = fact.each ?? fact.field;
  if (module === undefined || grid === undefined) return [];
  const columns = columnsOf(module, grid);
  const known = [...columns.keys()];
  return columnNames.flatMap((name) => {
    const column = value[name];
    if (column === undefined) return [];
    if (!columns.has(column))
      return [finding(ruleSet, `${path}/${name}`, 'rule-rows-column', { grid, column, right: meant(column, known) })];
    const named = name === 'metric' ? value.metrics : name === 'operator' ? value.operators : undefined;
    const list = catalog.definitions.codes.get(columns.get(column) ?? '');
    return (list?.items ?? [])
      .filter(({ code }) => named !== undefined && !Object.hasOwn(named, code))
      .map(({ code }) => finding(ruleSet, `${path}/${name}`, 'rule-rows-code', { code, list: list?.title ?? '' }));
  });
};

/** The columns of a grid, each with its code list. */
const columnsOf = (module: CompiledModule, grid: string): ReadonlyMap<string, string | undefined> => {
  const columns = new Map<string, string | undefined>();
  for (const { definition, fields } of module.forms.values())
    for (const { path, inGrid, codes } of fields) {
      const full = definition.into === undefined ? path : `${definition.into}.${path}`;
      if (inGrid && full.startsWith(`${grid}.*.`)) columns.set(full.slice(grid.length + 3), codes);
    }
  return columns;
};
