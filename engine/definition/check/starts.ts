import type { FormDefinition, FormStart } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { fullPath } from '../compile-module.ts';
import { type At, members } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';
import { checkParameterValue } from './parameter-value.ts';

/** What forms start with goes into fields there are, and comes from where a value of their type is known. */
export const checkStarts: Check = (catalog) =>
  [...catalog.definitions.form.values()].flatMap((form) => {
    const module = moduleOf(catalog, form.module);
    if (module === undefined || form.start === undefined) return [];
    return members('/start', form.start).flatMap(({ key, ...source }) => {
      const field = fullPath(form, key);
      const type = module.fields.get(field)?.type;
      if (type === undefined) return [missing(form, source.path, field, module)];
      return checkSource(catalog, { form, module, type, source });
    });
  });

interface Started {
  readonly form: FormDefinition;
  readonly module: CompiledModule;
  readonly type: string;
  readonly source: At<FormStart>;
}

const checkSource = (catalog: Catalog, { form, module, type, source }: Started): Finding[] => {
  const { path, value } = source;
  if ('below' in value) {
    const exchange = catalog.definitions.exchange.get(value.below);
    if (exchange === undefined) return [];
    if (exchange.receipt !== form.module || exchange.forward === undefined)
      return [finding(form, `${path}/below`, 'form-start-below', { exchange: exchange.title })];
    const order = moduleOf(catalog, exchange.order);
    return order === undefined ? [] : checkField(form, order, { field: value.sum, path: `${path}/sum`, type });
  }
  if ('field' in value) return checkField(form, module, { field: value.field, path: `${path}/field`, type });
  if ('parameter' in value) return checkParameterValue(catalog, module, { path, value }, form);
  const useless = ['input', 'increment', 'row'].find((name) => name in value);
  return useless === undefined ? [] : [finding(form, path, 'form-start-source', { source: useless })];
};

interface Source {
  readonly field: string;
  readonly path: string;
  readonly type: string;
}

/** A secret would be shown where nobody notes that it was. */
const checkField = (form: FormDefinition, owner: CompiledModule, { field, path, type }: Source): Finding[] => {
  const known = owner.fields.get(field);
  if (known === undefined) return [missing(form, path, field, owner)];
  if (known.sensitivity === 'secret') return [finding(form, path, 'form-start-secret', { field })];
  return known.type === type ? [] : [finding(form, path, 'field-type', { field, type: known.type, right: type })];
};

const missing = (form: FormDefinition, path: string, field: string, owner: CompiledModule): Finding =>
  finding(form, path, 'field-missing', {
    field,
    module: owner.definition.title,
    right: meant(field, owner.fields.keys()),
  });
