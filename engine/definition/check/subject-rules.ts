import { pointer } from '../../issue.ts';
import { profileKey } from '../../parameter/profile.ts';
import type {
  AggregateDefinition,
  ChangedTrigger,
  FactDeclaration,
  RuleSetDefinition,
} from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { type At, at, each, members } from '../walk.ts';
import { type Check, definitionPath, finding, moduleOf } from './check.ts';
import { conditionIssues } from './conditions.ts';
import { checkMade } from './made-facts.ts';
import { meant } from './meant.ts';
import { checkOutcomes, checkRecordLevels } from './subject-outcomes.ts';
import { type SubjectWorld, subjectWorld } from './subject-world.ts';

/** Rule sets over many records: who is decided about, what is known of them, and what follows. */
export const checkSubjectRules: Check = (catalog) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) => {
    const { record, subject } = ruleSet;
    if ((record === undefined) === (subject === undefined)) return [finding(ruleSet, '', 'rule-about-one')];
    if (subject === undefined) return [...checkWithoutSubject(ruleSet), ...checkRecordLevels(catalog, ruleSet)];
    const world = subjectWorld(catalog, ruleSet);
    return [
      ...checkSubject(ruleSet, world),
      ...(ruleSet.regimes === undefined ? [] : [finding(ruleSet, '/regimes', 'rule-regimes-record')]),
      ...members('/facts', ruleSet.facts).flatMap((fact) => checkFact(catalog, ruleSet, world, fact)),
      ...checkTrigger(catalog, ruleSet),
      ...checkOutcomes(catalog, ruleSet, world),
    ];
  });

/** What asks for many records belongs to a set that is about them. */
const checkWithoutSubject = (ruleSet: RuleSetDefinition): Finding[] => [
  ...members('/facts', ruleSet.facts).flatMap(({ path, key, value: { measure, group, each: path2 } }) =>
    (measure ?? group ?? path2) === undefined ? [] : [finding(ruleSet, path, 'rule-fact-needs-subject', { fact: key })],
  ),
  ...each('/rules', ruleSet.rules).flatMap(({ path, value }) =>
    ['create', 'act'].includes(value.outcome.type)
      ? [finding(ruleSet, `${path}/outcome/type`, 'rule-outcome-needs-subject', { type: value.outcome.type })]
      : [],
  ),
];

const checkSubject = (ruleSet: RuleSetDefinition, world: SubjectWorld): Finding[] => {
  const { keys, from, each: asked } = ruleSet.subject ?? { keys: [], from: [] };
  const nobody = from.length === 0 && (keys.length > 0 || asked === undefined);
  return [
    ...(nobody ? [finding(ruleSet, '/subject/from', 'rule-subject-nobody')] : []),
    ...(from.length > 0 && keys.length === 0 ? [finding(ruleSet, '/subject/keys', 'rule-subject-keys')] : []),
    ...each('/subject/from', from).flatMap(({ path, value }) => checkFrom(ruleSet, world, at(path, value))),
    ...[...world.aggregates.values()].flatMap((aggregate) => checkAggregate(ruleSet, world, aggregate)),
    ...checkEach(ruleSet, world),
  ];
};

const groupKeys = ({ groupBy = [] }: AggregateDefinition): readonly string[] => groupBy.map(({ key }) => key);

/** Every aggregate that makes subjects knows all their keys. */
const checkFrom = (ruleSet: RuleSetDefinition, { keys, aggregates }: SubjectWorld, place: At<string>): Finding[] => {
  const aggregate = aggregates.get(place.value);
  if (aggregate === undefined) return [];
  const known = groupKeys(aggregate);
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => finding(ruleSet, place.path, 'rule-subject-key', { key, aggregate: aggregate.title, right: known }));
};

/** A group key that is none of the subject would give several rows for one of them. */
const checkAggregate = (
  ruleSet: RuleSetDefinition,
  { keys }: SubjectWorld,
  aggregate: AggregateDefinition,
): Finding[] => [
  ...groupKeys(aggregate)
    .filter((key) => !keys.includes(key))
    .map((key) => finding(ruleSet, '/subject/keys', 'rule-subject-foreign', { key, aggregate: aggregate.title })),
  ...(aggregate.each === undefined || aggregate.each === ruleSet.subject?.each?.module
    ? []
    : [finding(ruleSet, '/subject/each', 'rule-subject-each', { aggregate: aggregate.title, module: aggregate.each })]),
];

const checkEach = (ruleSet: RuleSetDefinition, { each: types, eachModule }: SubjectWorld): Finding[] => {
  if (eachModule === undefined) return [];
  const { where, hold } = ruleSet.subject?.each ?? {};
  return members('/subject/each', { where, hold }).flatMap(({ path, value }) =>
    value === undefined
      ? []
      : conditionIssues(at(path, value), types).map((issue) => ({ ...issue, file: definitionPath(ruleSet) })),
  );
};

const checkFact = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  world: SubjectWorld,
  { key, path, value }: At<FactDeclaration> & { readonly key: string },
): Finding[] => {
  const { measure, group, each: ofEach, parameter, calculate, span, moved } = value;
  const { field, aggregate, clock, document, organization, unable } = value;
  if (field === '$asOf' && value.type === 'date') return [];
  if ((field ?? aggregate ?? clock ?? document ?? organization ?? unable) !== undefined)
    return [finding(ruleSet, path, 'rule-fact-needs-record', { fact: key })];
  const given = [measure, group, ofEach, parameter, calculate, span, moved].filter(
    (source) => source !== undefined,
  ).length;
  if (given !== 1) return [finding(ruleSet, path, 'rule-fact-one-source', { fact: key, count: given })];
  if (measure !== undefined) return checkNamed(ruleSet, at(`${path}/measure`, measure), value.type, world.measures);
  if (ofEach !== undefined) return checkNamed(ruleSet, at(`${path}/each`, ofEach), value.type, world.each);
  if (group !== undefined) return checkGroup(ruleSet, world, at(`${path}/group`, group));
  return parameter === undefined
    ? checkMade(ruleSet, at(path, value))
    : checkParameter(catalog, ruleSet, world, { key, path, value });
};

/** A measure or a field of the record it is asked for, and its type. */
const checkNamed = (
  ruleSet: RuleSetDefinition,
  { path, value }: At<string>,
  type: string,
  known: Readonly<Record<string, string>>,
): Finding[] => {
  const right = Object.hasOwn(known, value) ? known[value] : undefined;
  if (right === undefined)
    return [finding(ruleSet, path, 'rule-name-unknown', { name: value, right: meant(value, Object.keys(known)) })];
  if (right === type || compatible(right, type)) return [];
  return [finding(ruleSet, path, 'rule-fact-type', { name: value, type, right })];
};

const compatible = (actual: string, declared: string): boolean =>
  (['code', 'region', 'organization', 'user', 'record'].includes(actual) && ['code', 'text'].includes(declared)) ||
  (actual === 'integer' && declared === 'decimal');

const checkGroup = (ruleSet: RuleSetDefinition, { keys }: SubjectWorld, { path, value }: At<string>): Finding[] =>
  keys.includes(value) ? [] : [finding(ruleSet, path, 'rule-name-unknown', { name: value, right: meant(value, keys) })];

const checkParameter = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  world: SubjectWorld,
  { key, path, value }: At<FactDeclaration> & { readonly key: string },
): Finding[] => {
  const parameter = catalog.definitions.parameter.get(value.parameter ?? '');
  if (parameter === undefined) return [];
  const dated = value.at === '$asOf' || (value.at ?? '').startsWith('each.');
  const { dimensions = [] } = parameter;
  const open = dimensions.filter((name) => name !== profileKey && value.by?.[name] === undefined);
  const sources = Object.entries(value.by ?? {}).filter(([, source]) => !isKnownSource(world, source));
  return [
    ...(dated ? [] : [finding(ruleSet, `${path}/at`, 'rule-date-missing', { fact: key, parameter: parameter.title })]),
    ...open.map((name) =>
      finding(ruleSet, path, 'parameter-dimension-open', { parameter: parameter.key, dimension: name }),
    ),
    ...sources.map(([name, source]) =>
      finding(ruleSet, `${path}/by${pointer(name)}`, 'rule-name-unknown', {
        name: source,
        right: [...world.keys, ...Object.keys(world.each).map((one) => `each.${one}`)],
      }),
    ),
  ];
};

const isKnownSource = ({ keys, each: types }: SubjectWorld, source: string): boolean =>
  source.startsWith('=') || keys.includes(source) || Object.hasOwn(types, source.replace(/^each\./, ''));

const checkTrigger = (catalog: Catalog, ruleSet: RuleSetDefinition): Finding[] => [
  ...[
    ...each('/trigger/changed', ruleSet.trigger.changed),
    ...each('/subject/about', ruleSet.subject?.about as readonly ChangedTrigger[] | undefined),
  ].flatMap(({ path, value }) => {
    const module = moduleOf(catalog, value.module);
    if (module === undefined) return [];
    const paths = [
      ...each(`${path}/fields`, value.fields),
      ...members(`${path}/subject`, value.subject).map((one) => at(one.path, one.value)),
    ];
    const known = [...module.fields.keys()];
    return paths
      .filter((one) => !known.includes(one.value))
      .map((one) =>
        finding(ruleSet, one.path, 'field-missing', {
          field: one.value,
          module: module.definition.title,
          right: meant(one.value, known),
        }),
      );
  }),
  ...(['actions', 'forms'] as const).flatMap((name) =>
    (ruleSet.trigger[name] ?? []).length === 0
      ? []
      : [finding(ruleSet, `/trigger/${name}`, 'rule-trigger-needs-record', { trigger: name })],
  ),
];
