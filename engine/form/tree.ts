import { isObject } from '../json.ts';
import { type Component, type FormDefinition, gridTypes, layoutTypes } from './form.ts';

type Role = 'layout' | 'object' | 'grid' | 'leaf';

/** One component in its place. */
export interface FormNode {
  readonly component: Component;
  readonly key: string;
  readonly type: string;
  readonly role: Role;
  /** JSON Pointer into the form definition. */
  readonly pointer: string;
  /** Dotted data path, `*` for any row; a layout component has the path of the object around it. */
  readonly path: string;
  readonly parent: FormNode | undefined;
  readonly children: readonly FormNode[];
  /** Place in document order. */
  readonly order: number;
  /** Grids around it, outermost first. */
  readonly grids: readonly FormNode[];
  /** Keys from the nearest row (or the root) to its value; of a layout component to the object around it. */
  readonly keys: readonly string[];
}

export interface FormTree {
  readonly roots: readonly FormNode[];
  /** Every node in document order. */
  readonly nodes: readonly FormNode[];
}

interface Place {
  readonly parent: FormNode | undefined;
  readonly grids: readonly FormNode[];
  readonly keys: readonly string[];
  readonly path: string;
}

/** A list that holds components, with its JSON Pointer. */
interface Slot {
  readonly components: readonly unknown[];
  readonly pointer: string;
}

/** The components of a form as a tree, layout included. Entries that are no objects are left out (the save check names them). */
export const treeOf = (form: Pick<FormDefinition, 'components'>): FormTree => {
  const nodes: FormNode[] = [];
  const place: Place = { parent: undefined, grids: [], keys: [], path: '' };
  const roots = build({ components: list(form.components), pointer: '/components' }, place, nodes);
  return { roots, nodes };
};

const build = ({ components, pointer }: Slot, place: Place, nodes: FormNode[]): FormNode[] =>
  components.flatMap((component, index) =>
    isObject(component) ? [buildNode(component, `${pointer}/${index}`, place, nodes)] : [],
  );

const buildNode = (component: Component, pointer: string, place: Place, nodes: FormNode[]): FormNode => {
  const key = String(component.key ?? '');
  const type = String(component.type ?? '');
  const role = roleOf(type);
  const children: FormNode[] = [];
  const path = role === 'layout' ? place.path : join(place.path, key);
  const keys = role === 'layout' ? place.keys : [...place.keys, key];
  const { parent, grids } = place;
  const node: FormNode = {
    component,
    key,
    type,
    role,
    pointer,
    path,
    parent,
    children,
    order: nodes.length,
    grids,
    keys,
  };
  nodes.push(node);
  const below: Place =
    role === 'grid'
      ? { parent: node, grids: [...grids, node], keys: [], path: `${path}.*` }
      : { parent: node, grids, keys, path };
  for (const slot of slotsOf(component, pointer)) children.push(...build(slot, below, nodes));
  return node;
};

const roleOf = (type: string): Role => {
  if (layoutTypes.has(type)) return 'layout';
  if (type === 'container') return 'object';
  return gridTypes.has(type) ? 'grid' : 'leaf';
};

/** Where a component keeps its children: `components`, `columns`, the cells of a table, the tabs. */
export const slotsOf = (component: Component, pointer: string): Slot[] => {
  if (roleOf(String(component.type ?? '')) === 'leaf') return [];
  if (component.type === 'columns') return list(component.columns).flatMap(slotAt(`${pointer}/columns`));
  if (component.type === 'tabs') return list(component.components).flatMap(slotAt(`${pointer}/components`));
  if (component.type === 'table') {
    return list(component.rows).flatMap((row, index) => list(row).flatMap(slotAt(`${pointer}/rows/${index}`)));
  }
  return [{ components: list(component.components), pointer: `${pointer}/components` }];
};

const slotAt =
  (pointer: string) =>
  (holder: unknown, index: number): Slot[] =>
    isObject(holder) ? [{ components: list(holder.components), pointer: `${pointer}/${index}/components` }] : [];

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
