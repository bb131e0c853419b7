import { targetsOf } from '#engine/form/find-target.ts';
import type { Component } from '#engine/form/form.ts';
import { titleOf } from '#engine/form/settings.ts';
import { treeOf } from '#engine/form/tree.ts';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';

/** A field that conditions, limits and calculations of another may name. */
export interface SeenField {
  /** As it is written in them. */
  readonly path: string;
  readonly type: string;
  readonly title: string;
  readonly component: Component;
  /** A cell of the same row as the one that asks. */
  readonly inRow: boolean;
}

/** The fields a component can see, in the order of the form: those outside grids, and the cells of its own row. */
export const fieldsSeenFrom = (form: FormDefinition, pointer: string): SeenField[] => {
  const tree = treeOf(form);
  const from = tree.nodes.find((node) => node.pointer === pointer);
  if (from === undefined) return [];
  const find = targetsOf(tree)(from);
  return tree.nodes.flatMap((node) => {
    if (node.role !== 'leaf' || node === from) return [];
    const path = node.path.replaceAll('.*', '');
    const { component, type } = node;
    return find(path) === node
      ? [{ path, type, title: titled(titleOf(component)), component, inRow: node.grids.length > 0 }]
      : [];
  });
};
