import { isObject } from '../../json.ts';
import { conditionTargets } from '../conditional/conditional.ts';
import { type FindTarget, targetsOf } from '../find-target.ts';
import type { FormNode, FormTree } from '../tree.ts';
import { surveyLogic } from './logic.ts';

export interface Order {
  /** Every node, each after what its condition and its calculation look at, else in document order. */
  readonly nodes: readonly FormNode[];
  /** One node of every cycle. */
  readonly cycles: readonly FormNode[];
}

/** A node needs what its condition and calculation look at (a container or grid with all in it) and what is around it. */
export const orderOf = (tree: FormTree): Order => {
  const find = targetsOf(tree);
  const nodes: FormNode[] = [];
  const cycles: FormNode[] = [];
  const state = new Map<FormNode, 'open' | 'done'>();
  const visit = (node: FormNode): void => {
    const known = state.get(node);
    if (known === 'open') cycles.push(node);
    if (known !== undefined) return;
    state.set(node, 'open');
    for (const needed of needs(node, find)) visit(needed);
    state.set(node, 'done');
    nodes.push(node);
  };
  for (const node of tree.nodes) visit(node);
  return { nodes, cycles };
};

const needs = (node: FormNode, find: FindTarget): FormNode[] => {
  const targets = [...conditionTargets(node.component).map(find(node)), ...calculationTargets(node, find)];
  const around = node.parent === undefined ? [] : [node.parent];
  return [...around, ...targets.filter((target) => target !== undefined).flatMap(withInner)];
};

const withInner = (node: FormNode): FormNode[] => [node, ...node.children.flatMap(withInner)];

const calculationTargets = (node: FormNode, find: FindTarget): FormNode[] => {
  const logic = node.component.calculateValue;
  if (!isObject(logic)) return [];
  return surveyLogic(logic)
    .uses.filter(({ inItem }) => !inItem)
    .map(({ path }) => calculationTarget(path, node, find))
    .filter((target) => target !== undefined);
};

/** The component a variable of a calculation means: `data.a.b` from the form, `row.c` from the object around the field. */
export const calculationTarget = (path: string, node: FormNode, find: FindTarget): FormNode | undefined => {
  const [scope, ...rest] = path.split('.');
  if (rest.length === 0) return undefined;
  if (scope === 'data') return longest(rest, find(node));
  if (scope !== 'row') return undefined;
  const around = node.path
    .split('.')
    .slice(0, -1)
    .filter((key) => key !== '*');
  return longest([...around, ...rest], find(node));
};

/** The component of a path, or of its beginning where the rest names a box of selectboxes. */
const longest = (keys: readonly string[], find: (path: string) => FormNode | undefined): FormNode | undefined => {
  const whole = exact(keys, find);
  if (whole !== undefined) return whole;
  const before = exact(keys.slice(0, -1), find);
  return before?.type === 'selectboxes' ? before : undefined;
};

const exact = (keys: readonly string[], find: (path: string) => FormNode | undefined): FormNode | undefined => {
  const path = keys.join('.');
  const target = find(path);
  return target?.path.replaceAll('.*', '') === path ? target : undefined;
};
