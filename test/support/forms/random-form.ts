import type { Component } from '#engine/form/form.ts';
import { type FormNode, treeOf } from '#engine/form/tree.ts';
import { randomConditional } from './random-conditional.ts';
import { codeList, randomLeaf } from './random-leaf.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Codes of the list that random forms use. */
export const codes = (key: string): ReadonlySet<string> | undefined =>
  key === codeList.key ? new Set(codeList.values) : undefined;

interface Shape {
  readonly size: number;
  readonly depth: number;
  readonly inGrid: boolean;
  /** Leaves whose faults @formio/core also keeps silent about while they are hidden but kept. */
  readonly plain: boolean;
}

type Draft = Record<string, unknown>;

/** A random form within what both validators mean to judge alike (see the list of differences in the test). */
export const randomForm = (random: SeededRandom): { components: Component[] } => {
  const keys = { count: 0 };
  const components = group(random, { size: random.int(2, 8), depth: 0, inGrid: false, plain: false }, keys);
  addConditions(components, random);
  addCalculations(components, random);
  return { components };
};

const group = (random: SeededRandom, shape: Shape, keys: { count: number }): Draft[] =>
  Array.from({ length: shape.size }, () => one(random, shape, keys));

const one = (random: SeededRandom, shape: Shape, keys: { count: number }): Draft => {
  keys.count += 1;
  const key = `f${keys.count}`;
  const roll = random.next();
  if (shape.depth >= 2 || roll < 0.68) return randomLeaf(random, key, shape.plain);
  if (roll < 0.8) return layout(random, key, shape, keys);
  if (roll < 0.9 || shape.inGrid) return container(random, key, shape, keys);
  return grid(random, key, shape, keys);
};

const layout = (random: SeededRandom, key: string, shape: Shape, keys: { count: number }): Draft => {
  const hidden = random.chance(0.08);
  const inner = { ...shape, size: random.int(1, 3), depth: shape.depth + 1, plain: shape.plain || hidden };
  const children = (): Draft[] => group(random, inner, keys);
  const base = { key, input: false, ...(hidden ? { hidden } : {}) };
  const type = random.pick(['panel', 'fieldset', 'well', 'columns', 'table', 'tabs'] as const);
  if (type === 'columns')
    return { ...base, type, columns: [{ width: 6, components: children() }, { components: children() }] };
  if (type === 'table') return { ...base, type, rows: [[{ components: children() }, { components: children() }]] };
  if (type === 'tabs') return { ...base, type, components: [{ key: `${key}t`, label: 'Tab', components: children() }] };
  return { ...base, type, components: children() };
};

const container = (random: SeededRandom, key: string, shape: Shape, keys: { count: number }): Draft => {
  const hidden = random.chance(0.05);
  const inner = { ...shape, size: random.int(1, 3), depth: shape.depth + 1, plain: shape.plain || hidden };
  const kept = random.chance(0.15) ? { clearOnHide: false } : {};
  const validate = random.chance(0.2) ? { validate: { required: true } } : {};
  return {
    type: 'container',
    key,
    input: true,
    ...kept,
    ...validate,
    ...(hidden ? { hidden } : {}),
    components: group(random, inner, keys),
  };
};

const grid = (random: SeededRandom, key: string, shape: Shape, keys: { count: number }): Draft => {
  const required = random.chance(0.3);
  // A required grid asks for one filled cell; containers in it are left out, see the differences.
  const depth = required ? 2 : shape.depth + 1;
  const inner = { ...shape, size: random.int(1, 4), depth, inGrid: true };
  const validate = required ? { validate: { required: true } } : {};
  return {
    type: random.pick(['datagrid', 'editgrid']),
    key,
    input: true,
    ...validate,
    components: group(random, inner, keys),
  };
};

const addConditions = (components: Draft[], random: SeededRandom): void => {
  const { nodes } = treeOf({ components });
  for (const node of nodes) {
    if (node.component.hidden === true || !random.chance(0.25)) continue;
    const targets = nodes.filter((other) => isSeenBefore(other, node));
    if (targets.length > 0)
      (node.component as Draft).conditional = randomConditional(random, random.pick(targets), random.pick(targets));
  }
};

const isSeenBefore = (other: FormNode, node: FormNode): boolean =>
  other.role === 'leaf' &&
  other.order < node.order &&
  other.component.hidden !== true &&
  other.grids.every((grid, index) => node.grids[index] === grid);

const summable = new Set(['number', 'money']);

const addCalculations = (components: Draft[], random: SeededRandom): void => {
  const { nodes } = treeOf({ components });
  for (const node of nodes) {
    if (!summable.has(node.type) || node.component.multiple === true || !random.chance(0.3)) continue;
    const terms = nodes.filter((other) => isSeenBefore(other, node) && isTerm(other, node));
    const term = terms.length === 0 ? undefined : variableOf(random.pick(terms), node);
    const value = term === undefined ? random.int(0, 20) : { or: [{ var: term }, 0] };
    (node.component as Draft).calculateValue = { '+': [value, random.int(-5, 30)] };
    (node.component as Draft).calculateServer = true;
  }
};

/** Money is whole, so it is summed of money only. */
const isTerm = (other: FormNode, { type }: FormNode): boolean =>
  (type === 'money' ? other.type === 'money' : summable.has(other.type)) && other.component.multiple !== true;

/** How a calculation of `node` writes the path of `other`, or undefined when it cannot see it. */
const variableOf = (other: FormNode, node: FormNode): string | undefined => {
  if (other.grids.length === 0) return `data.${other.path}`;
  const around = (path: string): string => path.split('.').slice(0, -1).join('.');
  return around(other.path) === around(node.path) ? `row.${other.key}` : undefined;
};
