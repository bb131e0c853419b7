import { compareValues, parseValue } from '../../condition/value.ts';
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
    ...checkLadder(ruleSet, `${path}/ladder`, value.ladder),
    ...checkLadder(ruleSet, `${path}/level/ladder`, value.level?.ladder),
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
  const asked = [action, lapse].filter((one) => one !== undefined);
  return [
    ...(value.type === 'create' && match === undefined ? [finding(ruleSet, path, 'rule-create-match')] : []),
    ...(value.type === 'create' && value.while === undefined ? [finding(ruleSet, path, 'rule-create-while')] : []),
    ...unknown(ruleSet, each(`${path}/while`, value.while), states),
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
const checkLadder = (ruleSet: RuleSetDefinition, path: string, ladder: Ladder | undefined): Finding[] => {
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
    ...(type === undefined ? [] : checkRising(ruleSet, path, { levels, type })),
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

const checkRising = (
  ruleSet: RuleSetDefinition,
  path: string,
  { levels, type }: { readonly levels: Ladder['levels']; readonly type: FieldType },
): Finding[] => {
  const known = levels.flatMap(({ key, from }, index) => {
    const value = typeof from === 'object' ? undefined : parseValue(type, from);
    const wrong = typeof from !== 'object' && value === undefined;
    return wrong || value !== undefined ? [{ key, index, value }] : [];
  });
  const faults: Finding[] = [];
  for (const [index, { value, key, index: place }] of known.entries()) {
    const former = known[index - 1];
    if (value === undefined)
      faults.push(finding(ruleSet, `${path}/levels/${place}/from`, 'rule-ladder-value', { type }));
    else if (former?.value !== undefined && compareValues(former.value, value) >= 0)
      faults.push(finding(ruleSet, `${path}/levels/${place}`, 'rule-ladder-order', { level: key, former: former.key }));
  }
  return faults;
};
