import type { FactType, FactTypes } from '../condition/condition.ts';
import type { CompiledModule } from './catalog.ts';
import { fullPath } from './compile-module.ts';
import { fieldTypesOf } from './field-type.ts';

/** What every record has beside its fields, by the name definitions use. */
export const systemFacts: FactTypes = {
  $state: 'code',
  $organization: 'organization',
  $owner: 'user',
  $created: 'instant',
  $modified: 'instant',
  $title: 'text',
  $due: 'text',
  $regime: 'code',
  $module: 'code',
  $parent: 'record',
  $root: 'record',
};

/** What a decision knows beside the record: the moment and the person. */
export const momentFacts: FactTypes = { $today: 'date', $now: 'instant', $actor: 'user' };

/** The types of all facts a condition over records of the module may ask for. */
export const recordFacts = (module: CompiledModule): FactTypes => {
  const types: Record<string, FactType> = { ...systemFacts };
  for (const [path, field] of module.fields) types[path] = field.type;
  return types;
};

/** The facts of the data being handed in with a form, as `input.<path>`; paths are those of the form. */
export const inputFacts = (module: CompiledModule, forms: Iterable<string>): FactTypes => {
  const types: Record<string, FactType> = {};
  for (const key of forms) {
    const form = module.forms.get(key);
    if (form === undefined) continue;
    const byPath = fieldTypesOf(form.definition);
    for (const info of form.fields) {
      const type = byPath.get(info.path) ?? 'text';
      if (info.inGrid) continue;
      types[`input.${info.path}`] = type;
      types[`input.${fullPath(form.definition, info.path)}`] = type;
    }
  }
  return types;
};
