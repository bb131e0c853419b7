import type { FormDefinition } from '#engine/form/form.ts';
import { part, textSetting, titleOf } from '#engine/form/settings.ts';
import { type FormNode, treeOf } from '#engine/form/tree.ts';
import { getPath, isObject } from '#engine/json.ts';
import type { FieldType, Title } from '#engine/schema/types.gen.ts';
import type { Data } from '../answer/records.ts';
import { formFieldTypes } from '../form/form-field-types.ts';

export interface ShownLeaf {
  readonly path: string;
  readonly title: Title;
  readonly type: FieldType;
  readonly codes: string | null;
  /** Of a record: the module it is of. */
  readonly module?: string;
  readonly value: unknown;
  /** Choices a select or radio names itself. */
  readonly labels: ReadonlyMap<string, string>;
  readonly long: boolean;
}

export interface ShownGrid {
  readonly path: string;
  readonly title: Title;
  readonly columns: readonly Omit<ShownLeaf, 'value'>[];
  readonly rows: readonly Data[];
}

export interface Section {
  readonly title: Title | undefined;
  readonly leaves: readonly ShownLeaf[];
  readonly grids: readonly ShownGrid[];
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const ownLabels = (node: FormNode): ReadonlyMap<string, string> => {
  const values = node.type === 'select' ? part(node.component, 'data').values : node.component.values;
  if (!Array.isArray(values)) return new Map();
  return new Map(values.filter(isObject).map((item) => [String(item.value), String(item.label)]));
};

const recordModule = (node: FormNode): { readonly module?: string } => {
  const module = textSetting(part(node.component, 'meta').module);
  return module === undefined ? {} : { module };
};

const leaf = (node: FormNode, types: ReadonlyMap<string, FieldType>): Omit<ShownLeaf, 'value'> => ({
  path: node.path,
  title: titleOf(node.component),
  type: types.get(node.path) ?? 'text',
  codes: textSetting(part(node.component, 'meta').codes) ?? null,
  labels: ownLabels(node),
  long: node.type === 'textarea',
  ...recordModule(node),
});

const sectionOf = (node: FormNode): FormNode | undefined => {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if ((around.type === 'panel' || around.type === 'fieldset') && titleOf(around.component).zh !== '') return around;
  }
  return undefined;
};

/** A filling as people read it: by panel, labelled, without what is empty, grids as tables. */
export const entrySections = (form: FormDefinition, data: Data): Section[] => {
  const types = formFieldTypes(form);
  const sections = new Map<FormNode | undefined, { leaves: ShownLeaf[]; grids: ShownGrid[] }>();
  for (const node of treeOf(form).nodes) {
    if (node.grids.length > 0 || (node.role !== 'leaf' && node.role !== 'grid') || node.type === 'hidden') continue;
    const value = getPath(data, node.path);
    if (isEmpty(value)) continue;
    const holder = sectionOf(node);
    const section = sections.get(holder) ?? { leaves: [], grids: [] };
    sections.set(holder, section);
    if (node.role === 'leaf') section.leaves.push({ ...leaf(node, types), value });
    else if (Array.isArray(value)) section.grids.push(gridOf(node, value, types));
  }
  return [...sections].map(([holder, section]) => ({ title: holder && titleOf(holder.component), ...section }));
};

const gridOf = (node: FormNode, rows: readonly unknown[], types: ReadonlyMap<string, FieldType>): ShownGrid => ({
  path: node.path,
  title: titleOf(node.component),
  columns: leavesIn(node).map((inner) => ({ ...leaf(inner, types), path: inner.keys.join('.') })),
  rows: rows.filter(isObject),
});

const leavesIn = (node: FormNode): FormNode[] =>
  node.children.flatMap((child) => (child.role === 'leaf' ? [child] : child.role === 'grid' ? [] : leavesIn(child)));
