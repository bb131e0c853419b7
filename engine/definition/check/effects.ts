import type { Effect, ValueSource } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { inputFacts } from '../facts.ts';
import { effectsOf, type PlacedEffect } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';
import { checkParameterValue } from './parameter-value.ts';

/** What a transition asks the server to do names fields, assignments and dates there are. */
export const checkEffects: Check = (catalog) =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return module === undefined
      ? []
      : effectsOf(module.workflow).flatMap((effect) => checkEffect(catalog, module, effect));
  });

const checkEffect = (catalog: Catalog, module: CompiledModule, effect: PlacedEffect): Finding[] => {
  const { value, path } = effect;
  const source = sourceChecker(catalog, module, effect);
  switch (value.type) {
    case 'set':
      return [...fieldExists(module, `${path}/field`, value.field), ...source(`${path}/value`, value.value)];
    case 'number':
      return fieldExists(module, `${path}/field`, value.field);
    case 'assign':
      return checkAssign(module, effect, value);
    case 'startClock':
      return [
        ...checkStart(catalog, module, effect, value),
        ...(value.start ? source(`${path}/start`, value.start) : []),
      ];
    case 'extendClock':
      return value.length ? source(`${path}/length`, value.length) : [];
    case 'create':
      return checkCreate(catalog, module, effect, value);
    case 'act':
      return checkAct(catalog, module, effect, value);
    case 'pauseClock':
    case 'resumeClock':
      return value.at ? source(`${path}/at`, value.at) : [];
    case 'serveDocument':
      return [
        ...source(`${path}/servedAt`, value.servedAt),
        ...(value.documentField ? fieldExists(module, `${path}/documentField`, value.documentField) : []),
      ];
    case 'void':
      return source(`${path}/reason`, value.reason);
    default:
      return [];
  }
};

const fieldExists = (module: CompiledModule, path: string, field: string, owner = module): Finding[] =>
  owner.fields.has(field)
    ? []
    : [
        finding(module.workflow, path, 'field-missing', {
          field,
          module: owner.definition.title,
          right: meant(field, owner.fields.keys()),
        }),
      ];

const sourceChecker =
  (catalog: Catalog, module: CompiledModule, effect: PlacedEffect) =>
  (path: string, source: ValueSource): Finding[] => {
    if ('field' in source) return fieldExists(module, `${path}/field`, source.field);
    if ('parameter' in source) return checkParameterValue(catalog, module, { path, value: source });
    if (!('input' in source)) return [];
    const inputs = Object.keys(inputFacts(module, effect.forms)).map((name) => name.slice('input.'.length));
    if (inputs.includes(source.input)) return [];
    return [
      finding(module.workflow, `${path}/input`, 'field-input-missing', {
        field: source.input,
        forms: effect.forms,
        right: meant(source.input, inputs),
      }),
    ];
  };

const checkAssign = (
  module: CompiledModule,
  effect: PlacedEffect,
  value: Extract<Effect, { type: 'assign' }>,
): Finding[] => {
  const inputs = inputFacts(module, effect.forms);
  const type = module.fields.get(value.field)?.type ?? inputs[`input.${value.field}`];
  const path = `${effect.path}/field`;
  if (type === undefined) return fieldExists(module, path, value.field);
  if (type === 'user' || type === 'users') return [];
  return [finding(module.workflow, path, 'field-type', { field: value.field, type, right: 'user, users' })];
};

/** A clock without a start date would start at whatever moment the server meets it. */
const checkStart = (
  catalog: Catalog,
  module: CompiledModule,
  { path }: PlacedEffect,
  value: Extract<Effect, { type: 'startClock' }>,
): Finding[] => {
  const deadline = catalog.definitions.deadline.get(value.deadline);
  if (deadline === undefined || value.start !== undefined || deadline.start?.field !== undefined) return [];
  return [finding(module.workflow, path, 'date-clock-without-start', { deadline: deadline.title })];
};

type Act = Extract<Effect, { type: 'act' }>;

/** What is done to other records is an action of theirs, and they are named by a field that holds records. */
const checkAct = (catalog: Catalog, module: CompiledModule, effect: PlacedEffect, value: Act): Finding[] => {
  const { path } = effect;
  const target = moduleOf(catalog, value.module);
  const source = sourceChecker(catalog, module, effect);
  const named = [...checkNamed(module, path, value), ...checkPlaced(catalog, module, path, value)];
  if (target === undefined) return named;
  const known = Object.keys(target.workflow.actions);
  return [
    ...named,
    ...(known.includes(value.action)
      ? []
      : [
          finding(module.workflow, `${path}/action`, 'flow-action-missing', {
            action: value.action,
            right: meant(value.action, known),
          }),
        ]),
    ...Object.entries(value.data ?? {}).flatMap(([field, from]) => [
      ...fieldExists(module, `${path}/data/${field}`, field, target),
      ...source(`${path}/data/${field}`, from),
    ]),
  ];
};

const checkNamed = (module: CompiledModule, path: string, { records, of }: Act): Finding[] => {
  if (records === undefined)
    return of === undefined ? [finding(module.workflow, path, 'act-nowhere', { right: 'records, of' })] : [];
  const type = module.fields.get(records)?.type;
  if (type === undefined) return fieldExists(module, `${path}/records`, records);
  if (['record', 'codes'].includes(type)) return [];
  return [finding(module.workflow, `${path}/records`, 'field-type', { field: records, type, right: 'record' })];
};

/** The modules above one, from its parent up. */
const above = (catalog: Catalog, key: string): readonly string[] => {
  const parent = catalog.definitions.module.get(key)?.parent?.module;
  return parent === undefined || parent === key ? [] : [parent, ...above(catalog, parent)];
};

/** Records of a module lie where its place among the modules says. */
const checkPlaced = (catalog: Catalog, own: CompiledModule, path: string, { module, of }: Act): Finding[] => {
  if (of === undefined) return [];
  const { key, parent } = own.definition;
  const parentOf = catalog.definitions.module.get(module)?.parent?.module;
  const fits = {
    above: above(catalog, key).includes(module),
    below: above(catalog, module).includes(key),
    beside: parentOf !== undefined && parentOf === parent?.module,
  }[of];
  if (fits) return [];
  return [finding(own.workflow, `${path}/of`, 'act-not-there', { module: named(catalog, module), of })];
};

const named = (catalog: Catalog, key: string) => catalog.definitions.module.get(key)?.title ?? key;

/** The grid whose rows a record each is made for, and the columns the data names. */
const checkEach = (module: CompiledModule, path: string, each: string | undefined): Finding[] => {
  if (each === undefined) return [];
  const type = module.fields.get(each)?.type;
  if (type === undefined) return fieldExists(module, `${path}/each`, each);
  return type === 'rows'
    ? []
    : [finding(module.workflow, `${path}/each`, 'field-type', { field: each, type, right: 'rows' })];
};

const checkCreate = (
  catalog: Catalog,
  module: CompiledModule,
  effect: PlacedEffect,
  value: Extract<Effect, { type: 'create' }>,
): Finding[] => {
  const target = moduleOf(catalog, value.module);
  const source = sourceChecker(catalog, module, effect);
  if (target === undefined) return [];
  return [
    ...checkEach(module, effect.path, value.each),
    ...Object.entries(value.data).flatMap(([field, from]) => [
      ...fieldExists(module, `${effect.path}/data/${field}`, field, target),
      ...source(`${effect.path}/data/${field}`, from),
    ]),
  ];
};
