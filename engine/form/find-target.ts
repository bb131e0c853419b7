import type { FormNode, FormTree } from './tree.ts';

/** Gives the node a path written in a condition, a date order or a calculation means, seen from a node, if it may be seen. */
export type FindTarget = (from: FormNode) => (path: string) => FormNode | undefined;

/**
 * A path is dotted, without row indices (`grid.cell` from within a row is the cell of the same row); a bare key is
 * taken where only one component has it. A cell cannot be seen from outside its row.
 */
export const targetsOf = (tree: FormTree): FindTarget => {
  const byPath = new Map<string, FormNode>();
  const byKey = new Map<string, FormNode | undefined>();
  for (const node of tree.nodes) {
    if (node.role === 'layout') continue;
    byPath.set(node.path.replaceAll('.*', ''), node);
    byKey.set(node.key, byKey.has(node.key) ? undefined : node);
  }
  return (from) => (path) => {
    const target = byPath.get(path) ?? byKey.get(path);
    return target?.grids.every((grid, index) => from.grids[index] === grid) === true ? target : undefined;
  };
};
