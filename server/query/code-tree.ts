import type { DescendantsOf } from '#engine/condition/condition.ts';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { codesBelow, regionsBelow } from '#engine/rule/code-tree.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** The ancestor and everything below it in the code list, or among the regions, behind a field of the module. */
export const treeOf =
  ({ definitions }: Catalog, { fields }: CompiledModule): DescendantsOf =>
  (fact, ancestor) => {
    const field = fields.get(fact);
    return field?.type === 'region'
      ? regionsBelow(definitions, ancestor)
      : codesBelow(definitions, field?.codes, ancestor);
  };

/** The same for the facts of a rule set: the list the fact names, else that of the field it reads. */
export const ruleTree = (
  catalog: Catalog,
  module: CompiledModule,
  { facts }: Pick<RuleSetDefinition, 'facts'>,
): DescendantsOf => {
  const own = treeOf(catalog, module);
  return (fact, ancestor) => {
    const declared = facts[fact];
    if (declared?.codes !== undefined) return codesBelow(catalog.definitions, declared.codes, ancestor);
    if (declared?.type === 'region') return regionsBelow(catalog.definitions, ancestor);
    return own(declared?.field ?? fact, ancestor);
  };
};
