import { limitsOf } from '../file/limits.ts';
import type { FieldInfo, FormDefinition } from './form.ts';
import { numberSetting, part, textSetting, textsSetting, titleOf } from './settings.ts';
import { type FormNode, treeOf } from './tree.ts';

/** Every field of a form in document order: leaves, cells of grids and the grids themselves; layout and containers hold none. */
export const fieldsOf = (form: Pick<FormDefinition, 'components'>): FieldInfo[] =>
  treeOf(form)
    .nodes.filter(({ role }) => role === 'leaf' || role === 'grid')
    .map(fieldOf);

const fieldOf = ({ component, path, type, role, grids }: FormNode): FieldInfo => {
  const meta = part(component, 'meta');
  const check = textsSetting(meta.check);
  const decimals = numberSetting(component.decimals ?? meta.decimals);
  const longest = numberSetting(part(component, 'validate').maxLength);
  return {
    path,
    type,
    title: titleOf(component),
    required: part(component, 'validate').required === true,
    list: meta.list === true,
    query: meta.query === true,
    index: meta.index === true,
    readOnly: component.disabled === true || component.calculateValue !== undefined,
    multiple: component.multiple === true || type === 'attachment' || role === 'grid',
    inGrid: grids.length > 0,
    ...optional('sensitivity', textSetting(meta.sensitivity)),
    ...optional('mask', textSetting(meta.mask)),
    ...optional('codes', textSetting(meta.codes)),
    ...optional('module', textSetting(meta.module)),
    ...optional('unit', textSetting(meta.unit)),
    ...optional('searchIn', textSetting(meta.searchIn)),
    ...(check.length > 0 ? { check } : {}),
    ...(longest !== undefined && longest > 0 && role === 'leaf' ? { longest } : {}),
    ...(type === 'attachment' ? { files: limitsOf(component) } : {}),
    ...(type === 'decimal' ? { decimals: decimals ?? 0 } : {}),
  };
};

const optional = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
