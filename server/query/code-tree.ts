import type { DescendantsOf } from '#engine/condition/condition.ts';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

interface Item {
  readonly code: string;
  readonly parent?: string;
}

const below = (items: readonly Item[], ancestor: string): ReadonlySet<string> => {
  const found = new Set([ancestor]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const item of items) if (item.parent !== undefined && found.has(item.parent)) found.add(item.code);
  }
  return found;
};

const regionsOf = ({ definitions }: Catalog): readonly Item[] =>
  [...definitions.region.values()].flatMap(({ items }) => items);

const itemsOf = ({ definitions }: Catalog, list: string | undefined): readonly Item[] =>
  definitions.codes.get(list ?? '')?.items ?? [];

/** The ancestor and everything below it in the code list, or among the regions, behind a field of the module. */
export const treeOf =
  (catalog: Catalog, { fields }: CompiledModule): DescendantsOf =>
  (fact, ancestor) => {
    const field = fields.get(fact);
    return below(field?.type === 'region' ? regionsOf(catalog) : itemsOf(catalog, field?.codes), ancestor);
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
    if (declared?.codes !== undefined) return below(itemsOf(catalog, declared.codes), ancestor);
    if (declared?.type === 'region') return below(regionsOf(catalog), ancestor);
    return own(declared?.field ?? fact, ancestor);
  };
};
