import { compareValues, parseValue, type Value } from '../../condition/value.ts';
import { type Parameters, parameterIn } from '../../parameter/profile.ts';
import type { FieldType, Ladder, RuleOutcome, RuleSetDefinition, RuleSource } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { type At, at, each, members } from '../walk.ts';
import { definitionPath, finding, moduleOf } from './check.ts';
import { conditionIssues } from './conditions.ts';
import { meant } from './meant.ts';
import type { SubjectWorld } from './subject-world.ts';

/** What follows for the subjects: records that exist, states and actions there are, values that come from somewhere. */
export const checkOutcomes = (catalog: Catalog, ruleSet: RuleSetDefinition, world: SubjectWorld): Finding[] =>
  each('/rules', ruleSet.rules).flatMap(({ path, value }) =>
    checkOutcome(catalog, ruleSet, world, at(`${path}/outcome`, value.outcome)),
  );

const checkOutcome = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  world: SubjectWorld,
  place: At<RuleOutcome>,
): Finding[] => {
  const { path, value } = place;
  if (['block', 'warn', 'set'].includes(value.type))
    return [finding(ruleSet, `${path}/type`, 'rule-outcome-needs-record', { type: value.type })];
  const key = value.module ?? (value.type === 'act' ? ruleSet.subject?.each?.module : undefined);
  if (key === undefined && value.type !== 'task' && value.type !== 'level')
    return [finding(ruleSet, path, 'rule-outcome-module', { type: value.type })];
  const module = moduleOf(catalog, key);
  return [
    ...(module === undefined ? [] : checkTarget(ruleSet, world, module, place)),
    ...checkLadder(catalog, ruleSet, at(`${path}/ladder`, value.ladder)),
    ...checkLadder(catalog, ruleSet, at(`${path}/level/ladder`, value.level?.ladder)),
    ...(value.type === 'level' && value.ladder === undefined ? [finding(ruleSet, path, 'rule-level-ladder')] : []),
  ];
};

const checkTarget = (
  ruleSet: RuleSetDefinition,
  world: SubjectWorld,
  module: CompiledModule,
  { path, value }: At<RuleOutcome>,
): Finding[] => {
  const { match, data, organization, action, lapse, lapseAfter, level } = value;
  const states = Object.keys(module.workflow.states);
  const actions = Object.keys(module.workflow.actions);
  const fields = [...module.fields.keys()];
  const named = [...members(`${path}/match`, match), ...members(`${path}/data`, data)];
  const levelFields = [level?.field, level?.history].filter((one) => one !== undefined);
  const sources = [
    ...named,
    ...(organization === undefined ? [] : [at(`${path}/organization`, organization)]),
    ...(lapseAfter === undefined ? [] : [at(`${path}/lapseAfter`, lapseAfter)]),
  ];
  const asked = [action, lapse, level?.action].filter((one) => one !== undefined);
  return [
    ...(value.type === 'create' && match === undefined ? [finding(ruleSet, path, 'rule-create-match')] : []),
    ...(value.type === 'create' && value.while === undefined ? [finding(ruleSet, path, 'rule-create-while')] : []),
    ...unknown(ruleSet, each(`${path}/while`, value.while), states),
    ...unknown(ruleSet, value.form === undefined ? [] : [at(`${path}/form`, value.form)], [...module.forms.keys()]),
    ...unknown(
      ruleSet,
      asked.map((one) => at(path, one)),
      actions,
    ),
    ...unknown(
      ruleSet,
      named.map((one) => at(one.path, one.key)),
      [...fields, '$id'],
    ),
    ...unknown(
      ruleSet,
      levelFields.map((one) => at(`${path}/level`, one)),
      fields,
    ),
    ...sources.flatMap((one) => checkSource(ruleSet, world, one)),
  ];
};

const unknown = (ruleSet: RuleSetDefinition, places: readonly At<string>[], known: readonly string[]): Finding[] =>
  places
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) => finding(ruleSet, path, 'rule-name-unknown', { name: value, right: meant(value, known) }));

const checkSource = (ruleSet: RuleSetDefinition, world: SubjectWorld, { path, value }: At<RuleSource>): Finding[] => {
  if ('fact' in value) return unknown(ruleSet, [at(`${path}/fact`, value.fact)], Object.keys(ruleSet.facts));
  if ('group' in value) return unknown(ruleSet, [at(`${path}/group`, value.group)], world.keys);
  if ('each' in value) return unknown(ruleSet, [at(`${path}/each`, value.each)], [...Object.keys(world.each), '$id']);
  if (!('records' in value)) return [];
  const aggregate = world.aggregates.get(value.records);
  return aggregate === undefined || aggregate.keepRecords === true
    ? []
    : [finding(ruleSet, `${path}/records`, 'rule-records-not-kept', { aggregate: aggregate.title })];
};

/** The rungs have different keys, their thresholds rise as far as they are known, and the modifiers can be judged. */
const checkLadder = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  { path, value: ladder }: At<Ladder | undefined>,
): Finding[] => {
  if (ladder === undefined) return [];
  const { fact, levels, modifiers } = ladder;
  const type = ruleSet.facts[fact]?.type;
  const keys = levels.map(({ key }) => key);
  const types = Object.fromEntries(Object.entries(ruleSet.facts).map(([name, one]) => [name, one.type]));
  return [
    ...unknown(ruleSet, [at(`${path}/fact`, fact)], Object.keys(ruleSet.facts)),
    ...(levels.length === 0 ? [finding(ruleSet, `${path}/levels`, 'rule-ladder-empty')] : []),
    ...keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => finding(ruleSet, `${path}/levels`, 'rule-ladder-twice', { level: key })),
    ...(type === undefined ? [] : checkRising(catalog, ruleSet, at(path, { levels, type }))),
    ...each(`${path}/modifiers`, modifiers).flatMap(({ path: place, value: { when, by, to } }) => [
      ...((by === undefined) === (to === undefined) ? [finding(ruleSet, place, 'rule-ladder-modifier')] : []),
      ...unknown(ruleSet, to === undefined ? [] : [at(`${place}/to`, to)], keys),
      ...conditionIssues(at(`${place}/when`, when), types).map((issue) => ({
        ...issue,
        file: definitionPath(ruleSet),
      })),
    ]),
  ];
};

interface Climb {
  readonly levels: Ladder['levels'];
  readonly type: FieldType;
}

/** The thresholds rise on every date on which one of them changes, as far as they are known without a record. */
const checkRising = (catalog: Catalog, ruleSet: RuleSetDefinition, { path, value }: At<Climb>): Finding[] => {
  const faults = thresholdDates(catalog, value).map((date) => checkRisingOn(catalog, ruleSet, at(path, value), date));
  return faults.find((found) => found.length > 0) ?? [];
};

const thresholdDates = ({ definitions }: Catalog, { levels }: Climb): readonly string[] => {
  const keys = levels.flatMap(({ from }) => (typeof from === 'object' && 'parameter' in from ? [from.parameter] : []));
  const dates = keys.flatMap((key) => definitions.parameter.get(key)?.values.map(({ from }) => from) ?? []);
  return dates.length === 0 ? ['9999-12-31'] : [...new Set(dates)].sort();
};

const checkRisingOn = (
  { definitions }: Catalog,
  ruleSet: RuleSetDefinition,
  { path, value: { levels, type } }: At<Climb>,
  date: string,
): Finding[] => {
  const faults: Finding[] = [];
  let former: { readonly key: string; readonly value: Value } | undefined;
  for (const [index, { key, from }] of levels.entries()) {
    const raw = thresholdOn(definitions.parameter, from, date);
    if (raw === undefined) continue;
    const value = parseValue(type, raw);
    if (value === undefined)
      faults.push(finding(ruleSet, `${path}/levels/${index}/from`, 'rule-ladder-value', { type }));
    else if (former !== undefined && compareValues(former.value, value) >= 0)
      faults.push(finding(ruleSet, `${path}/levels/${index}`, 'rule-ladder-order', { level: key, former: former.key }));
    if (value !== undefined) former = { key, value };
  }
  return faults;
};

/** A number, or the value of a parameter that no record and no group has a say in. */
const thresholdOn = (parameters: Parameters, from: Ladder['levels'][number]['from'], date: string): unknown => {
  if (typeof from !== 'object') return from;
  if (!('parameter' in from)) return undefined;
  const named = Object.entries(from.by ?? {});
  if (named.some(([, source]) => !source.startsWith('='))) return undefined;
  const dimensions = Object.fromEntries(named.map(([name, source]) => [name, source.slice(1)]));
  return parameterIn(parameters, from.parameter, { date, dimensions })?.value;
};

/** Of a set about one record: the level has a field, and its thresholds are numbers or facts of the set. */
export const checkRecordLevels = (catalog: Catalog, ruleSet: RuleSetDefinition): Finding[] => {
  const module = moduleOf(catalog, ruleSet.record);
  return each('/rules', ruleSet.rules).flatMap(({ path, value: { outcome } }) => {
    if (outcome.type !== 'level') return [];
    const { ladder, field, history } = outcome;
    const place = `${path}/outcome`;
    const fields = [field ?? '', ...(history === undefined ? [] : [history])].map((one) => at(place, one));
    return [
      ...(ladder === undefined ? [finding(ruleSet, place, 'rule-level-ladder')] : []),
      ...(module === undefined ? [] : unknown(ruleSet, fields, [...module.fields.keys()])),
      ...checkLadder(catalog, ruleSet, at(`${place}/ladder`, ladder)),
      ...each(`${place}/ladder/levels`, ladder?.levels)
        .filter(({ value: { from } }) => typeof from === 'object' && !('fact' in from))
        .map((rung) => finding(ruleSet, `${rung.path}/from`, 'rule-ladder-record')),
    ];
  });
};
