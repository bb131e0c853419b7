import { factTypes } from '../condition/condition.ts';
import type { Component } from '../form/form.ts';
import { numberSetting, part } from '../form/settings.ts';
import { treeOf } from '../form/tree.ts';
import { hasTime } from '../form/value/date.ts';
import type { FieldType, FormDefinition } from '../schema/types.gen.ts';

const simple: Readonly<Record<string, FieldType>> = {
  checkbox: 'boolean',
  money: 'money',
  decimal: 'decimal',
  select: 'code',
  radio: 'code',
  code: 'code',
  user: 'user',
  organization: 'organization',
  region: 'region',
  record: 'record',
  attachment: 'files',
  datagrid: 'rows',
  editgrid: 'rows',
  // An object of flags: like rows it can only be asked whether it holds anything.
  selectboxes: 'rows',
};

/** What a list of values of a type is. */
const lists: Readonly<Partial<Record<FieldType, FieldType>>> = {
  text: 'codes',
  code: 'codes',
  region: 'codes',
  organization: 'codes',
  record: 'codes',
  user: 'users',
  files: 'files',
};

/** The type of every field of a form as conditions, columns and reports see it, by the field's path in the form. */
export const fieldTypesOf = (form: Pick<FormDefinition, 'components'>): ReadonlyMap<string, FieldType> =>
  new Map(
    treeOf(form)
      .nodes.filter((node) => node.role === 'leaf' || node.role === 'grid')
      .map((node) => [node.path, typeOf(node.type, node.component)]),
  );

const typeOf = (type: string, component: Component): FieldType => {
  const one = typeOfOne(type, component);
  return component.multiple === true ? (lists[one] ?? 'rows') : one;
};

const typeOfOne = (type: string, component: Component): FieldType => {
  if (type === 'datetime') return hasTime(component) ? 'instant' : 'date';
  if (type === 'number') return isWhole(component) ? 'integer' : 'decimal';
  if (type === 'hidden') return factTypes.find((name) => name === part(component, 'meta').type) ?? 'text';
  return simple[type] ?? 'text';
};

const isWhole = (component: Component): boolean =>
  numberSetting(component.decimalLimit) === 0 || part(component, 'validate').integer === true;
