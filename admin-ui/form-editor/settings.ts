import type { Component } from '#engine/form/form.ts';
import { gridTypes, layoutTypes } from '#engine/form/form.ts';
import { isObject } from '#engine/json.ts';

/** How a setting is typed in. None of them takes code. */
type InputKind =
  | 'switch'
  | 'text'
  | 'words'
  | 'longWords'
  | 'count'
  | 'number'
  | 'money'
  | 'codes'
  | 'module'
  | 'post'
  | 'options'
  | 'check'
  | 'day'
  | 'otherField'
  | 'fileKinds'
  | 'sensitivity'
  | 'mask'
  | 'default'
  | 'html'
  | 'widths'
  | 'tabLabels';

export interface Setting {
  /** Where in the component it stands. */
  readonly path: readonly string[];
  readonly input: InputKind;
  readonly suits: (component: Component) => boolean;
  /** A switch that is on while nothing stands there. */
  readonly usually?: boolean;
}

interface SettingGroup {
  readonly name: string;
  readonly settings: readonly Setting[];
}

const typeOf = (component: Component): string => String(component.type);
const of =
  (...types: readonly string[]) =>
  (component: Component): boolean =>
    types.includes(typeOf(component));
const isLeaf = (component: Component): boolean => {
  const type = typeOf(component);
  return !layoutTypes.has(type) && !gridTypes.has(type) && type !== 'container';
};
const holdsData = (component: Component): boolean => !layoutTypes.has(typeOf(component));
const always = () => true;

const text = of('textfield', 'textarea');
const amount = of('number', 'decimal');
const several = of('textfield', 'code', 'select', 'user', 'organization', 'region', 'record');
const ordered = of('datetime', 'number', 'money', 'decimal');

const at = (path: string, input: InputKind, suits: Setting['suits'], usually?: boolean): Setting => ({
  path: path.split('.'),
  input,
  suits,
  ...(usually !== undefined && { usually }),
});

/** Everything that can be set about a component beside its title, key, condition and calculation. */
export const settingGroups: readonly SettingGroup[] = [
  {
    name: 'what',
    settings: [
      at('meta.codes', 'codes', of('code')),
      at('meta.module', 'module', of('record')),
      at('meta.post', 'post', of('user')),
      at('data.values', 'options', of('select')),
      at('values', 'options', of('radio', 'selectboxes')),
      at('validate.onlyAvailableItems', 'switch', of('select', 'radio')),
      at('enableTime', 'switch', of('datetime'), true),
      at('decimals', 'count', of('decimal')),
      at('validate.integer', 'switch', of('number')),
      at('meta.unit', 'text', amount),
      at('rows', 'count', of('textarea')),
      at('html', 'html', of('content')),
      at('columns', 'widths', of('columns')),
      at('components', 'tabLabels', of('tabs')),
      at('meta.help', 'longWords', holdsData),
      at('description', 'text', holdsData),
      at('placeholder', 'text', of('textfield', 'textarea', 'number', 'decimal', 'money', 'email', 'phoneNumber')),
      at('collapsible', 'switch', of('panel')),
    ],
  },
  {
    name: 'fill',
    settings: [
      at('validate.required', 'switch', holdsData),
      at('multiple', 'switch', several),
      at('disabled', 'switch', isLeaf),
      at('hidden', 'switch', always),
      at(
        'defaultValue',
        'default',
        (component) => isLeaf(component) && !of('attachment', 'signature', 'hidden')(component),
      ),
    ],
  },
  {
    name: 'limits',
    settings: [
      at('validate.minLength', 'count', text),
      at('validate.maxLength', 'count', text),
      at('validate.pattern', 'text', text),
      at('validate.patternMessage', 'words', text),
      at('meta.check', 'check', of('textfield')),
      at('validate.min', 'number', amount),
      at('validate.max', 'number', amount),
      at('validate.min', 'money', of('money')),
      at('validate.max', 'money', of('money')),
      at('validate.minDate', 'day', of('datetime')),
      at('validate.maxDate', 'day', of('datetime')),
      at('validate.minField', 'otherField', ordered),
      at('validate.maxField', 'otherField', ordered),
      at('validate.minSelectedCount', 'count', of('selectboxes')),
      at('validate.maxSelectedCount', 'count', of('selectboxes')),
      at('meta.accept', 'fileKinds', of('attachment')),
      at('meta.maxSize', 'count', of('attachment')),
      at('meta.most', 'count', of('attachment')),
      at('validate.minLength', 'count', of('datagrid', 'editgrid')),
      at('validate.maxLength', 'count', of('datagrid', 'editgrid')),
      at('validate.customMessage', 'words', isLeaf),
    ],
  },
  {
    name: 'lists',
    settings: [
      at('meta.list', 'switch', isLeaf),
      at('meta.query', 'switch', isLeaf),
      at('meta.index', 'switch', isLeaf),
      at('meta.sensitivity', 'sensitivity', isLeaf),
      at(
        'meta.mask',
        'mask',
        (component) => isLeaf(component) && settingAt(component, ['meta', 'sensitivity']) !== undefined,
      ),
    ],
  },
  {
    name: 'notes',
    settings: [at('meta.basis', 'text', holdsData), at('meta.note', 'text', holdsData)],
  },
];

export const settingAt = (component: Component, path: readonly string[]): unknown => {
  let value: unknown = component;
  for (const part of path) value = isObject(value) ? value[part] : undefined;
  return value;
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The component with a setting in it, or without it where nothing is set; what would be left empty goes too. */
export const withSetting = (component: Component, path: readonly string[], value: unknown): Component => {
  const [name = '', ...rest] = path;
  const inner = component[name];
  const next = rest.length === 0 ? value : withSetting(isObject(inner) ? inner : {}, rest, value);
  const { [name]: _before, ...others } = component;
  const empty = isNothing(next) || (rest.length > 0 && isObject(next) && Object.keys(next).length === 0);
  return empty ? others : { ...component, [name]: next };
};

/** A switch is written only where it differs from what holds without it. */
export const withSwitch = (component: Component, { path, usually = false }: Setting, on: boolean): Component =>
  withSetting(component, path, on === usually ? undefined : on);

export const switchOf = (component: Component, { path, usually = false }: Setting): boolean => {
  const value = settingAt(component, path);
  return value === undefined ? usually : value === true;
};
