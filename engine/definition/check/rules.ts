import { surveyLogic } from '../../form/calculate/logic.ts';
import { pointer } from '../../issue.ts';
import { profileKey } from '../../parameter/profile.ts';
import type { FactDeclaration, ParameterDefinition, RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { inputFacts, momentFacts, recordFacts } from '../facts.ts';
import { type At, at, each, members } from '../walk.ts';
import { type Check, definitionPath, finding, moduleOf } from './check.ts';
import { conditionIssues } from './conditions.ts';
import { checkLookup } from './lookup.ts';
import { checkMade } from './made-facts.ts';
import { meant } from './meant.ts';
import { checkVolumeFact } from './volume-fact.ts';

/** Facts of rule sets come from one place each and have the type of that place; rules fit the facts. */
export const checkRules: Check = (catalog) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) => {
    const module = moduleOf(catalog, ruleSet.record);
    return [
      ...(module === undefined ? [] : checkRuleSet(catalog, ruleSet, module)),
      ...checkRuleConditions(ruleSet, module),
      ...checkTriggers(catalog, ruleSet, module),
    ];
  });

interface FactPlace extends At<FactDeclaration> {
  readonly key: string;
}

/** Faults of the facts of a rule set against one compiled module; also asked of every pinned closure. */
export const checkRuleSet = (catalog: Catalog, ruleSet: RuleSetDefinition, module: CompiledModule): Finding[] => [
  ...members('/facts', ruleSet.facts).flatMap((fact) => checkFact(catalog, ruleSet, module, fact)),
  ...each('/rules', ruleSet.rules).flatMap(({ path, value }) => {
    const { field } = value.outcome;
    if (value.outcome.type !== 'set') return [];
    if (field === undefined)
      return [finding(ruleSet, `${path}/outcome`, 'rule-set-without-field', { rule: value.key })];
    return fieldFault(ruleSet, module, at(`${path}/outcome/field`, field));
  }),
];

const sources = [
  ...(['field', 'parameter', 'aggregate', 'clock', 'document', 'organization', 'calculate'] as const),
  ...(['accrue', 'lookup', 'likeness', 'span', 'moved', 'unable', 'volume'] as const),
];

const checkFact = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  module: CompiledModule,
  fact: FactPlace,
): Finding[] => {
  const { field, parameter, aggregate, calculate, lookup, likeness, unable, volume } = fact.value;
  const given = sources.filter((source) => fact.value[source] !== undefined).length;
  if (given !== 1) return [finding(ruleSet, fact.path, 'fact-one-source', { fact: fact.key, count: given })];
  if (field !== undefined) return checkFieldFact(ruleSet, aboveOr(catalog, fact.value.above, module), fact, field);
  if (parameter !== undefined) return checkParameterFact(catalog, ruleSet, module, fact);
  if (aggregate !== undefined) return checkAggregate(catalog, ruleSet, fact, aggregate);
  if (likeness !== undefined) return checkDuplicateFact(ruleSet, module, fact, likeness);
  if (lookup !== undefined) return checkLookup(catalog, ruleSet, at(`${fact.path}/lookup`, lookup), knownFacts(module));
  if (calculate !== undefined) return checkCalculation(ruleSet, fact, calculate);
  if (unable !== undefined) return checkPersons(ruleSet, module, at(`${fact.path}/unable/of`, unable.of));
  if (volume !== undefined) return checkVolumeFact(catalog, ruleSet, at(`${fact.path}/volume`, volume));
  return checkMade(ruleSet, fact);
};

const checkDuplicateFact = (
  ruleSet: RuleSetDefinition,
  module: CompiledModule,
  { path }: FactPlace,
  key: string,
): Finding[] => {
  const keys = (module.definition.duplicates ?? []).map((one) => one.key);
  if (keys.includes(key)) return [];
  const { title } = module.definition;
  return [
    finding(ruleSet, `${path}/likeness`, 'field-missing', { field: key, module: title, right: meant(key, keys) }),
  ];
};

/** A field that names persons. */
const checkPersons = (ruleSet: RuleSetDefinition, module: CompiledModule, { path, value }: At<string>): Finding[] => {
  const type = knownFacts(module)[value];
  if (type === undefined) return fieldFault(ruleSet, module, at(path, value));
  return type === 'user' || type === 'users'
    ? []
    : [finding(ruleSet, path, 'field-type', { field: value, type, right: 'user, users' })];
};

/** The module whose field is meant: that of a record above, where the fact says so. */
const aboveOr = (catalog: Catalog, above: string | undefined, module: CompiledModule): CompiledModule =>
  moduleOf(catalog, above) ?? module;

const knownFacts = (module: CompiledModule) => ({
  ...momentFacts,
  ...recordFacts(module),
  ...inputFacts(module, module.forms.keys()),
});

const checkFieldFact = (
  ruleSet: RuleSetDefinition,
  module: CompiledModule,
  fact: FactPlace,
  field: string,
): Finding[] => {
  const type = knownFacts(module)[field];
  const place = `${fact.path}/field`;
  if (type === undefined) return fieldFault(ruleSet, module, at(place, field));
  if (type === fact.value.type || compatible(type, fact.value.type)) return [];
  return [finding(ruleSet, `${fact.path}/type`, 'field-type', { field, type: fact.value.type, right: type })];
};

/** Codes of different trees are all text underneath; whole numbers may be read as decimals. */
const compatible = (actual: string, declared: string): boolean =>
  (['code', 'region', 'organization', 'user', 'record'].includes(actual) && ['code', 'text'].includes(declared)) ||
  (actual === 'integer' && declared === 'decimal');

const fieldFault = (ruleSet: RuleSetDefinition, module: CompiledModule, { path, value }: At<string>): Finding[] => {
  const known = Object.keys(knownFacts(module));
  if (known.includes(value)) return [];
  const { title } = module.definition;
  return [finding(ruleSet, path, 'field-missing', { field: value, module: title, right: meant(value, known) })];
};

const parameterTypes: Readonly<Record<ParameterDefinition['type'], readonly string[]>> = {
  integer: ['integer', 'decimal'],
  decimal: ['decimal'],
  money: ['money'],
  boolean: ['boolean'],
  text: ['text'],
  code: ['code', 'text'],
  codes: ['codes'],
  duration: ['integer'],
};

const checkParameterFact = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  module: CompiledModule,
  { key, path, value }: FactPlace,
): Finding[] => {
  const parameter = catalog.definitions.parameter.get(value.parameter ?? '');
  if (parameter === undefined) return [];
  const right = parameterTypes[parameter.type];
  const dimensions = (parameter.dimensions ?? []).filter(
    (name) => name !== 'regime' && name !== profileKey && value.by?.[name] === undefined,
  );
  const unknown = Object.keys(value.by ?? {}).filter((name) => !(parameter.dimensions ?? []).includes(name));
  return [
    ...(right.includes(value.type)
      ? []
      : [finding(ruleSet, `${path}/type`, 'field-type', { field: key, type: value.type, right: right.join(', ') })]),
    ...checkDate(ruleSet, module, { key, path, value }),
    ...dimensions.map((name) =>
      finding(ruleSet, path, 'parameter-dimension-open', { parameter: parameter.key, dimension: name }),
    ),
    ...unknown.map((name) =>
      finding(ruleSet, `${path}/by${pointer(name)}`, 'parameter-dimension-unknown', {
        dimension: name,
        right: (parameter.dimensions ?? []).join(', '),
      }),
    ),
    ...Object.entries(value.by ?? {}).flatMap(([name, source]) =>
      source.startsWith('=') ? [] : fieldFault(ruleSet, module, at(`${path}/by${pointer(name)}`, source)),
    ),
  ];
};

/** A dated value is asked for at a date that the definition names. */
const checkDate = (ruleSet: RuleSetDefinition, module: CompiledModule, { key, path, value }: FactPlace): Finding[] => {
  if (value.at === undefined)
    return [finding(ruleSet, path, 'date-missing', { fact: key, parameter: value.parameter })];
  const type = knownFacts(module)[value.at];
  if (type === undefined) return fieldFault(ruleSet, module, at(`${path}/at`, value.at));
  if (type === 'date' || type === 'instant') return [];
  return [finding(ruleSet, `${path}/at`, 'field-type', { field: value.at, type, right: 'date, instant' })];
};

const summed = new Set(['integer', 'decimal', 'money']);

const checkAggregate = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  { path }: FactPlace,
  aggregate: NonNullable<FactDeclaration['aggregate']>,
): Finding[] => {
  const child = moduleOf(catalog, aggregate.module);
  if (child === undefined) return [];
  const { field, where } = aggregate;
  const place = `${path}/aggregate`;
  const type = field === undefined ? undefined : child.fields.get(field)?.type;
  const countable =
    aggregate.function === 'sum' ? type !== undefined && summed.has(type) : field === undefined || type !== undefined;
  return [
    ...(child.definition.parent?.module === ruleSet.record
      ? []
      : [finding(ruleSet, `${place}/module`, 'fact-no-child', { module: aggregate.module, parent: ruleSet.record })]),
    ...(aggregate.function === 'count' || (field !== undefined && countable)
      ? []
      : [
          finding(ruleSet, `${place}/field`, 'fact-aggregate-field', {
            field: field ?? '',
            function: aggregate.function,
            right: [...child.fields].filter(([, info]) => summed.has(info.type)).map(([name]) => name),
          }),
        ]),
    ...(where === undefined
      ? []
      : conditionIssues(at(`${place}/where`, where), { ...momentFacts, ...recordFacts(child) }).map((issue) => ({
          ...issue,
          file: definitionPath(ruleSet),
        }))),
  ];
};

/** Every `var` of a calculation is another fact of the set. */
const checkCalculation = (ruleSet: RuleSetDefinition, fact: FactPlace, logic: unknown): Finding[] =>
  surveyLogic(logic)
    .uses.filter((use) => !use.inItem)
    .map((use) => use.path)
    .filter((name) => name !== '' && !Object.hasOwn(ruleSet.facts, name.split('.')[0] ?? ''))
    .map((name) =>
      finding(ruleSet, `${fact.path}/calculate`, 'fact-unknown', {
        fact: name,
        right: meant(name, Object.keys(ruleSet.facts)),
      }),
    );

const checkRuleConditions = (ruleSet: RuleSetDefinition, module: CompiledModule | undefined): Finding[] => {
  const types = Object.fromEntries(Object.entries(ruleSet.facts).map(([name, fact]) => [name, fact.type]));
  const keys = ruleSet.rules.map((rule) => rule.key);
  return [
    ...each('/rules', ruleSet.rules).flatMap(({ path, value }) =>
      conditionIssues(at(`${path}/when`, value.when), types).map((issue) => ({
        ...issue,
        file: definitionPath(ruleSet),
      })),
    ),
    ...keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => finding(ruleSet, '/rules', 'rule-key-twice', { rule: key, module: module?.definition.title })),
  ];
};

/** A rule set that nothing asks for is a rule people believe in and nobody applies. */
const checkTriggers = (catalog: Catalog, ruleSet: RuleSetDefinition, module: CompiledModule | undefined): Finding[] => {
  const { actions = [], forms = [], demand = false } = ruleSet.trigger;
  const known = Object.entries(module?.workflow.actions ?? {}).flatMap(([key, action]) => [
    key,
    ...['agree', 'return', ...(action.approval?.results ?? []).map((result) => result.key)].map(
      (name) => `${key}.${name}`,
    ),
  ]);
  const guarded = [...catalog.definitions.workflow.values()].some((workflow) =>
    Object.values(workflow.actions).some(
      (action) =>
        action.guards?.includes(ruleSet.key) ||
        action.approval?.results?.some((result) => result.guards?.includes(ruleSet.key)),
    ),
  );
  const { changed = [], daily } = ruleSet.trigger;
  const idle = actions.length + forms.length + changed.length === 0 && !demand && daily === undefined && !guarded;
  return [
    ...(idle ? [finding(ruleSet, '/trigger', 'rule-never-asked', {})] : []),
    ...(module === undefined ? [] : each('/trigger/actions', actions))
      .filter(({ value }) => !known.includes(value))
      .map(({ path, value }) =>
        finding(ruleSet, path, 'flow-action-missing', { action: value, right: meant(value, known) }),
      ),
  ];
};
