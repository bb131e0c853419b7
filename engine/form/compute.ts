import { pointer } from '../issue.ts';
import { isObject } from '../json.ts';
import { runLogic } from './calculate/logic.ts';
import { orderOf } from './calculate/order.ts';
import { compileConditional } from './conditional/conditional.ts';
import type { FindTarget } from './find-target.ts';
import { leafReader, readLeaf } from './read.ts';
import { type Frame, holderOf, isHidden, type Run } from './run.ts';
import { titleOf } from './settings.ts';
import type { FormNode, FormTree } from './tree.ts';
import { type CodesByKey, isBlank } from './value/value.ts';

/** Calculates or hides one component wherever it stands in the data. */
export type Step = (run: Run, root: Frame) => void;

export const computeSteps = (tree: FormTree, find: FindTarget, codes: CodesByKey): Step[] =>
  orderOf(tree).nodes.flatMap((node) => stepsOf(node, find, codes));

const stepsOf = (node: FormNode, find: FindTarget, codes: CodesByKey): Step[] => {
  const steps: Step[] = [];
  if (node.role === 'leaf' && isObject(node.component.calculateValue)) steps.push(calculation(node, codes));
  const shown = compileConditional(node, find(node));
  if (shown !== undefined) {
    steps.push((run, root) =>
      eachFrame(root, node.grids, 0, (frame) => {
        if (!shown(run, frame)) hide(node, run, frame);
      }),
    );
  }
  return steps;
};

const eachFrame = (frame: Frame, grids: readonly FormNode[], depth: number, visit: (frame: Frame) => void): void => {
  const grid = grids[depth];
  if (grid === undefined) visit(frame);
  const rows = grid && holderOf(frame, grid)?.[grid.key];
  if (grid === undefined || !Array.isArray(rows)) return;
  const base = frame.base + pointer(...grid.keys);
  for (const [index, data] of rows.entries()) {
    eachFrame({ data, up: frame, base: `${base}/${index}` }, grids, depth + 1, visit);
  }
};

const calculation = (node: FormNode, codes: CodesByKey): Step => {
  const { component, key } = node;
  const reader = leafReader(component, codes);
  const title = titleOf(component);
  const cleared = component.clearOnHide !== false;
  const within = pointer(...node.keys.slice(0, -1));
  return (run, root) =>
    eachFrame(root, node.grids, 0, (frame) => {
      const out = holderOf(frame, node);
      if (out === undefined || (cleared && isHidden(run, frame, node))) return;
      const value = runLogic(component.calculateValue, root.data, out);
      if (!isBlank(value)) readLeaf(reader, value, { key, title, out, base: frame.base + within, run });
    });
};

const hide = (node: FormNode, run: Run, frame: Frame): void => {
  const nodes = run.hidden.get(frame.data) ?? new Set();
  run.hidden.set(frame.data, nodes.add(node));
  const holder = holderOf(frame, node);
  if (holder !== undefined) clear(node, holder);
};

/** Takes away what a hidden component holds, save what says `clearOnHide: false`. */
const clear = (node: FormNode, holder: Record<string, unknown>): void => {
  const cleared = node.role !== 'layout' && node.component.clearOnHide !== false;
  if (cleared) {
    delete holder[node.key];
    return;
  }
  for (const inner of innerHolders(node, holder)) for (const child of node.children) clear(child, inner);
};

const innerHolders = (node: FormNode, holder: Record<string, unknown>): Record<string, unknown>[] => {
  if (node.role === 'layout') return [holder];
  const value = holder[node.key];
  if (node.role === 'grid') return Array.isArray(value) ? value : [];
  return node.role === 'object' && isObject(value) ? [value] : [];
};
