import { parameterAt } from '#engine/parameter/lookup.ts';
import { profileOn } from '#engine/parameter/profile.ts';
import type { ParameterDefinition, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Context } from '../../command/context.ts';
import { holdsSystem, requireSystem } from '../require-system.ts';
import { fieldNames } from './field-names.ts';
import { usedParameters } from './used-parameters.ts';

/** The rule sets over many records, with what one needs to know to try them: their facts and the values in force today. */
export const listRules = (context: Context) => {
  requireSystem(context, 'definitionsRead');
  const { definitions } = context.catalog;
  return [...definitions.ruleset.values()]
    .filter(({ subject }) => subject !== undefined)
    .map((ruleSet) => ({
      key: ruleSet.key,
      title: ruleSet.title,
      module: ruleSet.module,
      moduleTitle: definitions.module.get(ruleSet.module)?.title ?? { zh: ruleSet.module },
      keys: ruleSet.subject?.keys ?? [],
      each: ruleSet.subject?.each?.module ?? null,
      trigger: { demand: ruleSet.trigger.demand === true, daily: ruleSet.trigger.daily ?? null },
      facts: Object.fromEntries(
        Object.entries(ruleSet.facts).map(([name, { type, title, codes, group, measure }]) => [
          name,
          { type, title: title ?? null, codes: codes ?? null, group: group ?? null, measured: measure !== undefined },
        ]),
      ),
      levels: levelsOf(context, ruleSet),
      rules: Object.fromEntries(ruleSet.rules.map(({ key, title }) => [key, title ?? null])),
      parameters: usedParameters(context.catalog, ruleSet).flatMap((key) => {
        const parameter = definitions.parameter.get(key);
        return parameter === undefined ? [] : [shown(context, parameter)];
      }),
      mayRun: ruleSet.trigger.demand === true && holdsSystem(context, 'definitionsEdit'),
    }));
};

const levelsOf = ({ catalog }: Context, ruleSet: RuleSetDefinition) =>
  Object.fromEntries(
    ruleSet.rules.flatMap(({ outcome }) => {
      const list = fieldNames(catalog, ruleSet).levels(outcome?.module ?? '', outcome?.level?.field ?? '');
      const items = catalog.definitions.codes.get(list ?? '')?.items ?? [];
      return [...(outcome?.ladder?.levels ?? []), ...(outcome?.level?.ladder?.levels ?? [])].map(({ key, title }) => [
        key,
        title ?? items.find(({ code }) => code === key)?.title ?? null,
      ]);
    }),
  );

const shown = ({ catalog, now }: Context, parameter: ParameterDefinition) => {
  const date = toCivilDate(now);
  const profile = profileOn(catalog.definitions.parameter, { date });
  const found = parameterAt(parameter, { date, ...(profile !== undefined && { dimensions: { profile } }) });
  const { key, title, type, unit, codes, open, dimensions = [] } = parameter;
  return {
    key,
    title,
    type,
    unit: unit ?? null,
    codes: codes ?? null,
    min: open?.min ?? null,
    max: open?.max ?? null,
    /** One value for everybody replaces no table of them. */
    single: dimensions.every((name) => name === 'profile'),
    value: found?.value ?? null,
    from: found?.from ?? null,
    basis: found?.basis ?? null,
  };
};
