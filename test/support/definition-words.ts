import { formatDefinition } from '#engine/definition/canonical.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';

/** Shorthand for the definitions of the test packs. */
export const title = (en: string) => ({ zh: en, en });
export const text = (key: string, more: object = {}) => ({ type: 'textfield', key, label: key, input: true, ...more });
export const date = (key: string) => ({
  type: 'datetime',
  key,
  label: key,
  input: true,
  enableTime: false,
  enableDate: true,
});
export const post = (key: string, name = key) => ({ kind: 'post', key, module: 'platform', title: title(name) });
export const level = (key: string, rank: number, name = key) => ({
  kind: 'level',
  key,
  module: 'platform',
  title: title(name),
  rank,
});
export const days = (key: string, length: number, name = key) => ({
  kind: 'parameter',
  key,
  module: 'loan',
  title: title(name),
  type: 'duration',
  unit: 'naturalDay',
  values: [{ from: '2020-01-01', value: { length, unit: 'naturalDay' } }],
});

/** Working days from Monday to Friday; the one year it knows has one holiday. */
export const week = {
  kind: 'calendar',
  key: 'week',
  module: 'platform',
  title: title('Week'),
  weekend: [0, 6],
  years: { '2026': { holidays: ['2026-01-01'], workdays: [] } },
};

/** Counted forward from the day of lending, in the calendar above. */
export const lentUntil = (key: string, name: string, more: object = {}) => ({
  kind: 'deadline',
  key,
  module: 'loan',
  title: title(name),
  start: { field: 'lentOn' },
  record: 'loan',
  duration: { parameter: 'loan-days' },
  calendar: 'week',
  direction: 'forward',
  roll: 'next',
  ...more,
});

export const loanNumber = (pattern: string) => ({
  kind: 'numbering',
  key: 'loan-number',
  module: 'loan',
  title: title('Loan number'),
  pattern,
});

export const priceLimit = (name: string, values: readonly { readonly from: string; readonly value: number }[]) => ({
  kind: 'parameter',
  key: 'price-limit',
  module: 'loan',
  title: title(name),
  type: 'money',
  values,
});

/** Definitions as the files of a pack. */
export const filesOf = (
  definitions: readonly { readonly kind: string; readonly key: string; readonly module: string }[],
): Map<string, string> =>
  new Map(
    definitions.map((definition): [string, string] => [
      pathOf(definition.kind as AnyDefinition['kind'], definition.key, definition.module),
      formatDefinition(definition),
    ]),
  );
