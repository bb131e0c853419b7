import { limitsOf } from '#engine/file/limits.ts';
import type { Component } from '#engine/form/form.ts';
import { part, textSetting, titleOf } from '#engine/form/settings.ts';
import { isObject } from '#engine/json.ts';
import type { Title } from '#engine/schema/types.gen.ts';

export interface ExpandOptions {
  /** Names the box the form stands in; islands ask that box for choices and uploads. */
  readonly box: string;
  readonly words: (title: Title) => string;
  /** What stands behind an amount of money. */
  readonly currency: string;
  /** Civil date, for limits of `today` and `now`. */
  readonly today: string;
}

/** Types of ours that are chosen from a list, and how their source is named. */
const sources: Readonly<Record<string, (meta: Component) => string>> = {
  code: (meta) => `codes ${textSetting(meta.codes) ?? ''}`,
  user: (meta) => ['users', textSetting(meta.post)].filter(Boolean).join(' '),
  organization: () => 'organizations',
  region: () => 'regions',
  record: (meta) => `records ${textSetting(meta.module) ?? ''}`,
};

const limit = (setting: unknown, today: string): string | undefined => {
  const text = textSetting(setting);
  return text === 'today' || text === 'now' ? today : text?.slice(0, 10);
};

/**
 * A form definition as the renderer draws it. Types of ours keep the values that are stored (fen, civil dates, instants,
 * codes), so nothing is translated on the way in or out, and calculations and conditions see what the server sees. Every
 * rule but `required` is left to engine/form: page and server then say the same words.
 */
export const expandComponents = (components: readonly Component[], options: ExpandOptions): Component[] =>
  components.filter(isObject).map((component) => expand(component, options));

const expand = (component: Component, options: ExpandOptions): Component => {
  const inner = children(component, options);
  const label = options.words(titleOf(component));
  const base: Component = {
    ...component,
    ...inner,
    ...(component.label !== '' && { label }),
    ...(component.type === 'panel' || component.legend !== undefined ? { title: label, legend: label } : {}),
    ...help(component, options),
    validate: { required: part(component, 'validate').required === true },
    validateOn: 'change',
    ...(component.type !== 'panel' && { tableView: true }),
  };
  return { ...base, ...special(component, options) };
};

const help = (component: Component, { words }: ExpandOptions): Component => {
  const text = part(component, 'meta').help;
  return isObject(text) && typeof text.zh === 'string' ? { description: words(text as unknown as Title) } : {};
};

const special = (component: Component, options: ExpandOptions): Component => {
  const type = String(component.type);
  const meta = part(component, 'meta');
  const source = sources[type]?.(meta);
  if (source !== undefined) return { type: 'pick', source, box: options.box };
  if (type === 'select') return { type: 'pick', source: 'values', values: offered(component), box: options.box };
  if (type === 'datetime') return time(component, options);
  if (type === 'attachment') return { box: options.box, limits: limitsOf(component) };
  if (type === 'money') return { suffix: component.suffix ?? options.currency };
  if (type === 'decimal' || type === 'number') return unit(meta);
  return {};
};

const unit = (meta: Component): Component => {
  const text = textSetting(meta.unit);
  return text === undefined ? {} : { suffix: text };
};

const offered = (component: Component): unknown => {
  const { values } = part(component, 'data');
  return Array.isArray(values) ? values.filter((value) => isObject(value) && value.value !== '') : [];
};

const time = (component: Component, { today }: ExpandOptions): Component => {
  const validate = part(component, 'validate');
  const widget = part(component, 'widget');
  const [least, most] = [
    limit(validate.minDate ?? widget.minDate, today),
    limit(validate.maxDate ?? widget.maxDate, today),
  ];
  return {
    type: component.enableTime === false ? 'civilDate' : 'localTime',
    widget: null,
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
  };
};

/** Everything that may hold components: components, columns, tabs, the cells of a table. */
const children = (component: Component, options: ExpandOptions): Component => {
  const made: Record<string, unknown> = {};
  if (Array.isArray(component.components)) {
    made.components =
      component.type === 'tabs'
        ? component.components.map((tab) => holder(tab, options))
        : expandComponents(component.components, options);
  }
  if (Array.isArray(component.columns)) made.columns = component.columns.map((column) => holder(column, options));
  if (component.type === 'table' && Array.isArray(component.rows)) {
    made.rows = component.rows.map((row) => (Array.isArray(row) ? row.map((cell) => holder(cell, options)) : row));
  }
  return made;
};

const holder = (slot: unknown, options: ExpandOptions): unknown => {
  if (!isObject(slot) || !Array.isArray(slot.components)) return slot;
  return {
    ...slot,
    ...(slot.key !== undefined && { label: options.words(titleOf(slot)) }),
    components: expandComponents(slot.components, options),
  };
};
