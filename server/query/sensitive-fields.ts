import type { SensitiveField } from '#engine/access/mask-data.ts';
import type { FactTypes } from '#engine/condition/condition.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { fullPath } from '#engine/definition/compile-module.ts';
import { recordFacts } from '#engine/definition/facts.ts';

const known = new WeakMap<CompiledModule, ReadonlyMap<string, SensitiveField>>();

/** The sensitive fields of a module by their path in a record's data; `*` stands for every row of a grid. */
export const sensitiveFields = (module: CompiledModule): ReadonlyMap<string, SensitiveField> => {
  const ready = known.get(module);
  if (ready !== undefined) return ready;
  const fields = new Map<string, SensitiveField>();
  for (const [path, field] of module.fields) if (field.sensitivity !== undefined) fields.set(path, field);
  for (const { definition, fields: own } of module.forms.values())
    for (const { path, sensitivity, mask } of own)
      if (sensitivity === 'personal' || sensitivity === 'secret')
        fields.set(fullPath(definition, path), { sensitivity, ...(mask !== undefined && { mask }) });
  known.set(module, fields);
  return fields;
};

/** What a list may be filtered and ordered by: a field that is starred would tell what it hides. */
export const askableFacts = (module: CompiledModule, inFull: boolean): FactTypes => {
  const { all, open } = askable.get(module) ?? split(module);
  return inFull ? all : open;
};

const askable = new WeakMap<CompiledModule, { readonly all: FactTypes; readonly open: FactTypes }>();

const split = (module: CompiledModule): { readonly all: FactTypes; readonly open: FactTypes } => {
  const all = recordFacts(module);
  const hidden = sensitiveFields(module);
  const open = Object.fromEntries(Object.entries(all).filter(([fact]) => !hidden.has(fact)));
  askable.set(module, { all, open });
  return { all, open };
};
