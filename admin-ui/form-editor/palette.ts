import type { Component } from '#engine/form/form.ts';
import type { Title } from '#engine/schema/types.gen.ts';

/** One thing that can be put into a form: its name here, its icon, and what it is made of. */
export interface PaletteEntry {
  readonly name: string;
  readonly icon: string;
  /** Keys of new ones begin so. */
  readonly stem: string;
  readonly settings: Component;
  /** Composite entries: what lies in them, by the name of the entry. */
  readonly inner?: readonly (readonly [entry: string, settings: Component])[];
}

interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}

const entry = (name: string, icon: string, stem: string, settings: Component): PaletteEntry => ({
  name,
  icon,
  stem,
  settings,
});

const date = { type: 'datetime', enableTime: false, enableDate: true, format: 'yyyy-MM-dd' };
const time = { type: 'datetime', enableTime: true, enableDate: true, format: 'yyyy-MM-dd HH:mm' };
const checked = (...names: string[]) => ({ type: 'textfield', meta: { check: names }, validate: { maxLength: 32 } });
const options = (...labels: string[]) => labels.map((value) => ({ label: value, value }));
const halves = () => [1, 2].map(() => ({ components: [], width: 6, size: 'md' }));

/** Everything the forms of this platform are made of, and nothing that carries code. */
export const palette: readonly PaletteGroup[] = [
  {
    name: 'basic',
    entries: [
      entry('text', 'input-cursor-text', 'text', { type: 'textfield', validate: { maxLength: 200 } }),
      entry('longText', 'text-paragraph', 'note', { type: 'textarea', rows: 3, validate: { maxLength: 2000 } }),
      entry('integer', '123', 'count', { type: 'number', decimalLimit: 0, validate: { integer: true } }),
      entry('decimal', 'percent', 'quantity', { type: 'decimal', decimals: 2 }),
      entry('money', 'currency-yen', 'amount', { type: 'money' }),
      entry('checkbox', 'check-square', 'flag', { type: 'checkbox' }),
      entry('date', 'calendar3', 'date', date),
      entry('time', 'clock', 'time', time),
    ],
  },
  {
    name: 'choice',
    entries: [
      entry('code', 'list-check', 'code', { type: 'code' }),
      entry('select', 'menu-button-wide', 'choice', {
        type: 'select',
        dataSrc: 'values',
        data: { values: options('1', '2') },
        validate: { onlyAvailableItems: true },
      }),
      entry('radio', 'record-circle', 'choice', { type: 'radio', values: options('1', '2') }),
      entry('selectboxes', 'ui-checks', 'choices', { type: 'selectboxes', values: options('1', '2') }),
    ],
  },
  {
    name: 'reference',
    entries: [
      entry('user', 'person', 'person', { type: 'user' }),
      entry('organization', 'building', 'organization', { type: 'organization' }),
      entry('region', 'geo-alt', 'region', { type: 'region' }),
      entry('record', 'link-45deg', 'record', { type: 'record' }),
    ],
  },
  {
    name: 'checked',
    entries: [
      entry('creditCode', 'upc', 'creditCode', checked('uscc')),
      entry('identityNumber', 'person-vcard', 'idNo', {
        ...checked('idNo'),
        meta: { check: ['idNo'], sensitivity: 'personal', mask: 'idNo' },
      }),
      entry('organizationCode', 'upc-scan', 'orgCode', checked('orgCode')),
      entry('phone', 'telephone', 'phone', {
        ...checked('phone'),
        meta: { check: ['phone'], sensitivity: 'personal', mask: 'phone' },
      }),
      entry('email', 'envelope', 'email', { type: 'email' }),
    ],
  },
  {
    name: 'paper',
    entries: [
      entry('attachment', 'paperclip', 'files', { type: 'attachment' }),
      entry('signature', 'pen', 'signature', { type: 'signature' }),
      {
        name: 'opinion',
        icon: 'chat-square-text',
        stem: 'opinionBlock',
        settings: { type: 'panel' },
        inner: [
          ['longText', { key: 'opinion', validate: { required: true, maxLength: 2000 } }],
          ['user', { key: 'opinionBy' }],
          ['time', { key: 'opinionAt', validate: { maxDate: 'now' } }],
        ],
      },
      entry('hidden', 'eye-slash', 'hidden', { type: 'hidden' }),
    ],
  },
  {
    name: 'layout',
    entries: [
      entry('panel', 'card-heading', 'section', { type: 'panel', components: [] }),
      entry('columns', 'layout-three-columns', 'columns', { type: 'columns', columns: halves() }),
      entry('fieldset', 'collection', 'group', { type: 'fieldset', components: [] }),
      entry('well', 'square', 'box', { type: 'well', components: [] }),
      entry('tabs', 'segmented-nav', 'tabs', {
        type: 'tabs',
        components: [1, 2].map((number) => ({ key: `tab${number}`, label: String(number), components: [] })),
      }),
      entry('datagrid', 'table', 'rows', { type: 'datagrid', components: [] }),
      entry('editgrid', 'card-list', 'items', { type: 'editgrid', components: [] }),
      entry('container', 'braces', 'part', { type: 'container', components: [] }),
      entry('content', 'info-square', 'hint', { type: 'content', html: '' }),
    ],
  },
];

const entries = palette.flatMap((group) => group.entries);

const entryOf = (name: string): PaletteEntry | undefined => entries.find((one) => one.name === name);

const settles = (component: Component): ((one: PaletteEntry) => boolean) => {
  const { check } = (component.meta ?? {}) as { check?: unknown };
  const named = Array.isArray(check) ? check[0] : check;
  return ({ settings, inner }) => {
    const meta = (settings.meta ?? {}) as { check?: readonly string[] };
    return (
      inner === undefined &&
      settings.type === component.type &&
      meta.check?.[0] === named &&
      (settings.type !== 'datetime' || settings.enableTime === (component.enableTime !== false))
    );
  };
};

/** What people call a component by: the entry it was made from, or the plainest of its type. */
export const entryFor = (component: Component): PaletteEntry | undefined =>
  entries.find(settles(component)) ??
  (component.type === 'number' ? entryOf('integer') : entries.find((one) => one.settings.type === component.type));

/** Components that hold no data and only place others carry no title of a field. */
const silent: ReadonlySet<string> = new Set(['columns', 'well', 'tabs', 'content']);
const noData: ReadonlySet<string> = new Set(['panel', 'fieldset', ...silent]);

/** The component with a title, as pages and lists read it. */
export const retitled = (component: Component, title: Title): Component => ({
  ...component,
  label: title.zh,
  ...(component.type === 'panel' && { title: title.zh }),
  ...(component.type === 'fieldset' && { legend: title.zh }),
  meta: { ...(component.meta as object | undefined), title },
});

/** A new component of an entry under the key; `words` says what entries are called. */
export const newComponent = (
  made: PaletteEntry,
  freshKey: (stem: string) => string,
  words: (entry: string) => Title,
): Component => {
  const type = String(made.settings.type);
  const key = freshKey(made.stem);
  const base: Component = { ...structuredClone(made.settings), key, input: !noData.has(type) };
  const titled = silent.has(type) ? { ...base, label: '' } : retitled(base, words(made.name));
  if (made.inner === undefined) return titled;
  const inner = made.inner.flatMap(([name, settings]) => {
    const part = entryOf(name);
    if (part === undefined) return [];
    const stem = String(settings.key ?? part.stem);
    const component = newComponent({ ...part, stem }, freshKey, () => words(`${made.name}.${stem}`));
    return [{ ...component, ...settings, key: component.key }];
  });
  return { ...titled, components: inner };
};
