import type { DescendantsOf } from '../condition/condition.ts';
import type { CodesDefinition, FactDeclaration, RegionDefinition } from '../schema/types.gen.ts';

interface TreeDefinitions {
  readonly codes: ReadonlyMap<string, CodesDefinition>;
  readonly region: ReadonlyMap<string, RegionDefinition>;
}

interface Item {
  readonly code: string;
  readonly parent?: string;
}

/** The trees behind the facts of a rule set: that of the code list a fact names, else that of the regions. */
export const factTree =
  ({ codes, region }: TreeDefinitions, facts: Readonly<Record<string, FactDeclaration>>): DescendantsOf =>
  (fact, ancestor) => {
    const list = facts[fact]?.codes;
    return below(
      list === undefined ? [...region.values()].flatMap(({ items }) => items) : (codes.get(list)?.items ?? []),
      ancestor,
    );
  };

/** The ancestor and every item below it. */
const below = (items: readonly Item[], ancestor: string): ReadonlySet<string> => {
  const found = new Set([ancestor]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const item of items) if (item.parent !== undefined && found.has(item.parent)) found.add(item.code);
  }
  return found;
};
