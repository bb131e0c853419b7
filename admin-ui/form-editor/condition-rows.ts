import type { Component } from '#engine/form/form.ts';
import { part, textSetting } from '#engine/form/settings.ts';
import { isObject } from '#engine/json.ts';

/** One question a component asks of another before it is shown. */
export interface ConditionRow {
  readonly component: string;
  readonly operator: string;
  readonly value?: unknown;
}

/** When a component is shown. */
interface Showing {
  /** Shown (or hidden) where the rows hold. */
  readonly show: boolean;
  readonly conjunction: 'all' | 'any';
  readonly rows: readonly ConditionRow[];
}

const always: Showing = { show: true, conjunction: 'all', rows: [] };

const isShown = (show: unknown): boolean => (typeof show === 'string' ? show === 'true' : show !== false);

/** The condition of a component, in the older shape of Form.io too. */
export const showingOf = (component: Component): Showing => {
  const conditional = part(component, 'conditional');
  const { conditions, conjunction, show } = conditional;
  if (Array.isArray(conditions) && conditions.length > 0) {
    const rows = conditions.filter(isObject).map((one) => ({
      component: String(one.component ?? ''),
      operator: String(one.operator ?? 'isEqual'),
      ...(one.value !== undefined && { value: one.value }),
    }));
    return { show: isShown(show), conjunction: conjunction === 'any' ? 'any' : 'all', rows };
  }
  const when = textSetting(conditional.when);
  if (when === undefined) return always;
  return {
    show: isShown(show),
    conjunction: 'all',
    rows: [{ component: when, operator: 'isEqual', value: conditional.eq ?? '' }],
  };
};

/** The component with its condition written in the newer shape, or without one. */
export const withShowing = (component: Component, { show, conjunction, rows }: Showing): Component => {
  const { conditional: _before, ...others } = component;
  if (rows.length === 0) return others;
  return { ...others, conditional: { conditions: rows, conjunction, show } };
};

const emptiness = ['isEmpty', 'isNotEmpty'];
const equality = ['isEqual', 'isNotEqual'];
const byType: Readonly<Record<string, readonly string[]>> = {
  textfield: [...equality, 'includes', 'notIncludes', 'startsWith', 'endsWith', ...emptiness],
  number: [...equality, 'lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual', ...emptiness],
  datetime: [
    'isDateEqual',
    'isNotDateEqual',
    'dateLessThan',
    'dateLessThanOrEqual',
    'dateGreaterThan',
    'dateGreaterThanOrEqual',
    ...emptiness,
  ],
  code: [...equality, ...emptiness],
  checkbox: equality,
  selectboxes: equality,
};
const same: Readonly<Record<string, string>> = {
  textarea: 'textfield',
  email: 'textfield',
  phoneNumber: 'textfield',
  hidden: 'textfield',
  decimal: 'code',
  money: 'number',
  select: 'code',
  radio: 'code',
};

/** The questions that can be asked of a field of a type. */
export const operatorsFor = (type: string): readonly string[] => byType[same[type] ?? type] ?? emptiness;

export const asksValue = (operator: string): boolean => !emptiness.includes(operator);

/** A row that asks another field: what cannot be asked of it is asked otherwise, and the value begins anew. */
export const asking = (component: string, type: string): ConditionRow => {
  const [operator = 'isEqual'] = operatorsFor(type);
  return { component, operator, ...(asksValue(operator) && { value: type === 'checkbox' ? true : '' }) };
};
