import { canonicalJson, getPath } from '#engine/json.ts';
import { parameterAt } from '#engine/parameter/lookup.ts';
import { profileKey, profileOn } from '#engine/parameter/profile.ts';
import type { ParameterDefinition, RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Context } from '../../command/context.ts';
import { holdsSystem, requireSystem } from '../require-system.ts';
import { eachFields } from './each-fields.ts';
import { eachRecords } from './each-records.ts';
import { fieldNames } from './field-names.ts';
import { reachedRecords } from './reached-records.ts';
import type { EachRecord } from './subject.ts';
import { usedParameters } from './used-parameters.ts';

/** The rule sets over many records, with what one needs to know to try them: their facts and the values in force today. */
export const listRules = async (context: Context) => {
  requireSystem(context, 'definitionsRead');
  const { definitions } = context.catalog;
  const ruleSets = [...definitions.ruleset.values()].filter(({ subject }) => subject !== undefined);
  return await Promise.all(
    ruleSets.map(async (ruleSet) => ({
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
      records: await eachOf(context, ruleSet),
      mayRun: ruleSet.trigger.demand === true && holdsSystem(context, 'definitionsEdit'),
    })),
  );
};

const mostExamined = 1_000;
const mostRecords = 100;

/** The records a rule set is asked for that this actor may read, with the values it reads of them. */
const eachOf = async (context: Context, ruleSet: RuleSetDefinition) => {
  const { storage, catalog, now } = context;
  const fields = [...eachFields(catalog, ruleSet)].filter(([, { sensitivity }]) => sensitivity === undefined);
  if (fields.length === 0) return [];
  const asked: EachRecord[] = [];
  for await (const each of eachRecords({ db: storage.read, dialect: storage.dialect, catalog, now }, ruleSet)) {
    if (each === undefined || asked.length >= mostExamined) break;
    asked.push(each);
  }
  const ids = asked.map(({ id }) => id);
  const reached = await reachedRecords(context, ids);
  return asked
    .filter(({ id }) => reached.has(id))
    .slice(0, mostRecords)
    .map(({ id, data }) => ({
      id,
      title: reached.get(id)?.title ?? '',
      fields: fields.map(([path, { type, title, codes }]) => ({
        path,
        type,
        title,
        codes: codes ?? null,
        value: getPath(data, path) ?? null,
      })),
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

type Codes = Context['catalog']['definitions']['codes'];

/** What the codes of a row are called: by the list of the dimension's name, else by their own. */
const rowTitle = (codes: Codes, when: Readonly<Record<string, string>>): Title => {
  const titles = Object.entries(when)
    .filter(([dimension]) => dimension !== profileKey)
    .map(([dimension, code]) => codes.get(dimension)?.items.find((item) => item.code === code)?.title ?? { zh: code });
  const joined = (language: 'zh' | 'en') => titles.map((one) => one[language] ?? one.zh).join(' \u00b7 ');
  return { zh: joined('zh'), en: joined('en') };
};

/** The values in force on a day by their dimensions, under the profile of that day. */
const tableOn = (
  codes: Codes,
  { values }: ParameterDefinition,
  { date, profile }: { date: string; profile: string | undefined },
) => {
  const rows = new Map<
    string,
    { readonly when: Readonly<Record<string, string>>; readonly title: Title; readonly value: unknown }
  >();
  const inForce = values.filter(({ from, to }) => from <= date && date <= (to ?? date));
  for (const { when = {}, value } of inForce.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    if (profile === undefined || (when[profileKey] ?? profile) === profile)
      rows.set(canonicalJson(when), { when, title: rowTitle(codes, when), value });
  return [...rows.values()];
};

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
    /** One value for everybody replaces no table of them; the table is that of the day. */
    single: dimensions.every((name) => name === 'profile'),
    table: tableOn(catalog.definitions.codes, parameter, { date, profile }),
    value: found?.value ?? null,
    from: found?.from ?? null,
    basis: found?.basis ?? null,
  };
};
