import type { Catalog } from '#engine/definition/catalog.ts';
import { profileKey } from '#engine/parameter/profile.ts';
import type { FactDeclaration, ParameterDefinition } from '#engine/schema/types.gen.ts';
import { fieldAt, type Speech, titleIn } from '../catalog/labels.ts';

interface Choice {
  readonly code: string;
  readonly title: string;
}

/** What a parameter's values may differ by, with the values people choose from (those in use where no list is known). */
export interface Dimension {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** The dimension every parameter may have: the body of law that governs a record. */
const regimeDimension = 'regime';

/** The dimensions of a parameter. Titles and lists come from the fields that rule sets ask the parameter by. */
export const dimensionsOf = (catalog: Catalog, parameter: ParameterDefinition, speech: Speech): Dimension[] =>
  (parameter.dimensions ?? []).map((name) => {
    const known = knownOf(catalog, parameter, name, speech);
    const codes = new Set(known.choices.map((choice) => choice.code));
    const used = new Set(parameter.values.flatMap((value) => value.when?.[name] ?? []));
    const others = [...used].filter((code) => !codes.has(code)).map((code) => ({ code, title: code }));
    return { name, title: known.title, choices: [...known.choices, ...others] };
  });

/** What a parameter may differ by: its own dimensions, the body of law, and whatever rule sets ask it by. */
export const dimensionNames = (catalog: Catalog, parameter: ParameterDefinition, speech: Speech) => {
  const asking = [...catalog.definitions.ruleset.values()].flatMap(({ facts }) => Object.values(facts));
  const names = new Set([
    ...(parameter.dimensions ?? []),
    regimeDimension,
    ...asking.filter((fact) => fact.parameter === parameter.key).flatMap((fact) => Object.keys(fact.by ?? {})),
  ]);
  return [...names].map((value) => {
    const label = knownOf(catalog, parameter, value, speech).title;
    return { value, label, search: `${label} ${value}`.toLowerCase() };
  });
};

const knownOf = (
  catalog: Catalog,
  parameter: ParameterDefinition,
  name: string,
  speech: Speech,
): Omit<Dimension, 'name'> => {
  if (name === regimeDimension) return regimes(catalog, speech);
  const profile = name === profileKey ? catalog.definitions.parameter.get(profileKey) : undefined;
  if (profile === undefined) return asked(catalog, parameter, name, speech);
  const items = catalog.definitions.codes.get(profile.codes ?? '')?.items ?? [];
  return {
    title: titleIn(profile.title, speech.language),
    choices: items.map(({ code, title }) => ({ code, title: titleIn(title, speech.language) })),
  };
};

const regimes = (catalog: Catalog, { language, messages }: Speech): Omit<Dimension, 'name'> => ({
  title: messages['fact.$regime'] ?? regimeDimension,
  choices: [...catalog.definitions.regime.values()].map(({ key, title }) => ({
    code: key,
    title: titleIn(title, language),
  })),
});

const asked = (
  catalog: Catalog,
  { key }: ParameterDefinition,
  name: string,
  { language }: Speech,
): Omit<Dimension, 'name'> => {
  for (const ruleSet of catalog.definitions.ruleset.values()) {
    const source = Object.values(ruleSet.facts).find((fact) => asksBy(fact, key, name))?.by?.[name];
    const field = source === undefined ? undefined : fieldAt(catalog, ruleSet.record ?? '', source);
    const list = catalog.definitions.codes.get(field?.codes ?? '');
    if (field === undefined || list === undefined) continue;
    const choices = list.items.map((item) => ({ code: item.code, title: titleIn(item.title, language) }));
    return { title: titleIn(field.title, language), choices };
  }
  return { title: name, choices: [] };
};

const asksBy = (fact: FactDeclaration, parameter: string, name: string): boolean =>
  fact.parameter === parameter && fact.by?.[name] !== undefined && !fact.by[name].startsWith('=');
