import type { DuplicateAgainst, DuplicateDefinition, DuplicatePart } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule, Finding } from '../catalog.ts';
import { type At, at, each } from '../walk.ts';
import { type Check, finding, moduleOf } from './check.ts';
import { meant } from './meant.ts';

/** Duplicates compare fields there are on both sides. */
export const checkDuplicates: Check = (catalog) =>
  [...catalog.definitions.module.keys()].flatMap((key) => {
    const module = moduleOf(catalog, key);
    return module === undefined
      ? []
      : each('/duplicates', module.definition.duplicates).flatMap((one) => checkOne(catalog, module, one));
  });

const checkOne = (catalog: Catalog, module: CompiledModule, { path, value }: At<DuplicateDefinition>): Finding[] => {
  const parts = each(`${path}/rules`, value.rules).flatMap((rule) => [
    ...each(`${rule.path}/all`, rule.value.all),
    ...each(`${rule.path}/any`, rule.value.any),
  ]);
  return [
    ...parts.flatMap((part) => missing(module, module, at(`${part.path}/field`, part.value.field))),
    ...each(`${path}/against`, value.against).flatMap((against) => checkAgainst(catalog, module, against, parts)),
  ];
};

const checkAgainst = (
  catalog: Catalog,
  module: CompiledModule,
  { path, value }: At<DuplicateAgainst>,
  parts: readonly At<DuplicatePart>[],
): Finding[] => {
  const other = moduleOf(catalog, value.module);
  if (other === undefined) return [];
  const named = Object.entries(value.fields ?? {}).flatMap(([own, theirs]) => [
    ...missing(module, module, at(`${path}/fields`, own)),
    ...missing(module, other, at(`${path}/fields/${own}`, theirs)),
  ]);
  if (value.fields !== undefined) return named;
  return parts.flatMap((part) => missing(module, other, at(part.path, part.value.other ?? part.value.field)));
};

const missing = (module: CompiledModule, owner: CompiledModule, { path, value }: At<string>): Finding[] =>
  owner.fields.has(value)
    ? []
    : [
        finding(module.definition, path, 'field-missing', {
          field: value,
          module: owner.definition.title,
          right: meant(value, owner.fields.keys()),
        }),
      ];
