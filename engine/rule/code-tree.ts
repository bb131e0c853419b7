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

/** A code of a list and every code below it. */
export const codesBelow = (
  { codes }: TreeDefinitions,
  list: string | undefined,
  ancestor: string,
): ReadonlySet<string> => below([codes.get(list ?? '')?.items ?? []], ancestor);

/** A region and every region below it. */
export const regionsBelow = ({ region }: TreeDefinitions, ancestor: string): ReadonlySet<string> =>
  below(
    [...region.values()].map(({ items }) => items),
    ancestor,
  );

/** The trees behind the facts of a rule set: that of the code list a fact names, else that of the regions. */
export const factTree =
  (definitions: TreeDefinitions, facts: Readonly<Record<string, FactDeclaration>>): DescendantsOf =>
  (fact, ancestor) => {
    const list = facts[fact]?.codes;
    return list === undefined ? regionsBelow(definitions, ancestor) : codesBelow(definitions, list, ancestor);
  };

const below = (lists: readonly (readonly Item[])[], ancestor: string): ReadonlySet<string> => {
  const children = Map.groupBy(lists.flat(), ({ parent }) => parent);
  const found = new Set([ancestor]);
  // A set is walked in the order of its members, those added on the way included.
  for (const code of found) for (const child of children.get(code) ?? []) found.add(child.code);
  return found;
};
